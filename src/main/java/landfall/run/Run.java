package landfall.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A list of moves that somebody ordered to be made.
 *
 * @param subject what it is a run of, such as a realignment; it has one run of each kind at most
 * @param list of its moves
 * @param moves how many the list has
 * @param kind of its decisions
 * @param atInstant for which the rules are asked
 * @param dueAt it begins then, or as soon as the runs before it ended
 * @param ticket where somebody else reads about it; null where nobody said
 * @param state {@code done}, {@code stopped} or {@code failed}; null until it ended
 * @param detail why it ended so; empty where that needs no word
 */
public record Run(
        String id,
        String subject,
        String list,
        long moves,
        String kind,
        String ruleSetVersion,
        String rosterVersion,
        Instant atInstant,
        Instant dueAt,
        Instant orderedAt,
        String orderedBy,
        String reason,
        @Nullable String ticket,
        @Nullable String state,
        @Nullable Instant endedAt,
        @Nullable String detail) {

    /** Parts of its list. */
    int parts() {
        return (int) ((moves + MoveLists.PART - 1) / MoveLists.PART);
    }

    public boolean isEnded() {
        return state != null;
    }
}
