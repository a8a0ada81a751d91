package landfall.ledger;

import java.io.IOException;
import java.util.Random;

/** Two processes on one PostgreSQL; now one of them is killed, now the other, and starts again while the other goes on. */
final class TwoNodes implements Victim {
    private final String url;
    private final Random random;
    private final LaneVictim[] nodes = new LaneVictim[2];

    TwoNodes(String url, long seed) {
        this.url = url;
        this.random = new Random(seed);
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = LaneVictim.start(url, Durability.SYNCED);
        }
    }

    /** A key that is asked for again may go to the other node. */
    @Override
    public String assign(History.Ask ask) throws IOException {
        LaneVictim node;
        synchronized (this) {
            node = nodes[(int) ((System.nanoTime() >> 4) & 1)];
        }
        return node.assign(ask);
    }

    @Override
    public void kill() {
        int one;
        synchronized (this) {
            one = random.nextInt(nodes.length);
        }
        nodes[one].kill();
        LaneVictim again = LaneVictim.start(url, Durability.SYNCED);
        synchronized (this) {
            nodes[one] = again;
        }
    }

    @Override
    public void close() {
        for (LaneVictim node : nodes) {
            node.close();
        }
    }
}
