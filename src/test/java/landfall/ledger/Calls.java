package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** Calls to a lane of this process, which may be replaced by another one meanwhile. */
final class Calls implements Answering {
    private static final WeightedTurns TURNS = new WeightedTurns(RandomAsks.POOLS, "x".repeat(700));

    private volatile Opened opened;

    Calls(Opened opened) {
        this.opened = opened;
    }

    void goTo(Opened other) {
        opened = other;
    }

    @Override
    public String assign(History.Ask ask) throws IOException {
        try {
            return new String(opened.answer(TURNS.proposal(ask)).answer(), UTF_8);
        } catch (LedgerUnavailableException | LaneOverloadedException e) {
            throw new IOException(e);
        }
    }
}
