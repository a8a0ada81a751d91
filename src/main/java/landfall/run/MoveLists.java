package landfall.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import landfall.assignment.PlannedMove;
import org.jdbi.v3.core.Jdbi;

/** Keeps lists of moves as they were looked at; nothing of them is changed later. Safe for many threads. */
public final class MoveLists {

    /** Moves of a part. */
    public static final int PART = 1_000;

    private final RunDao dao;
    private final Consumer<Runnable> durably;

    /** @param durably runs what writes, and returns once it is on disk */
    public MoveLists(Jdbi jdbi, Consumer<Runnable> durably) {
        this.dao = jdbi.onDemand(RunDao.class);
        this.durably = durably;
    }

    /** Keeps a part; every part but the last has {@link #PART} moves. */
    public void insert(String list, int part, List<PlannedMove> moves) {
        byte[] packed = PackedLines.pack(PackedLines.lines(moves));
        durably.accept(() -> dao.insertMoves(list, part, packed));
    }

    /** Keeps a whole list; returns how many moves it has. */
    public long insert(String list, Iterator<PlannedMove> moves) {
        List<PlannedMove> part = new ArrayList<>(PART);
        int parts = 0;
        long count = 0;
        while (moves.hasNext()) {
            part.add(moves.next());
            count++;
            if (part.size() == PART || !moves.hasNext()) {
                insert(list, parts++, part);
                part.clear();
            }
        }
        return count;
    }

    /** Empty behind the last part. */
    public List<PlannedMove> list(String list, int part) {
        return dao.findMoves(list, part)
                .map(packed -> PackedLines.unpack(packed, PlannedMove.class))
                .orElse(List.of());
    }

    /** The same as lines of JSON, as they are kept; empty behind the last part. */
    public Optional<String> lines(String list, int part) {
        return dao.findMoves(list, part).map(PackedLines::unpack);
    }
}
