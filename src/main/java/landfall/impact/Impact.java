package landfall.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would do to accounts that are somewhere already.
 *
 * @param summary the same in words
 * @param at the instant for which the draft was asked
 * @param from the version by which accounts are where they are; of a book, the active one
 * @param fromRoster its roster
 * @param draft version of the draft
 * @param draftRoster its roster
 * @param accounts all that were looked at
 * @param moves those of them that would be elsewhere
 * @param kinds moves by kind
 * @param byActiveRulesToo moves that the active rules ask for as well
 * @param before all together
 * @param after all together
 * @param travelling accounts of which the distance to the rep is known before and after
 * @param territories by id
 * @param reps by id
 * @param flows between territories, the largest first, at most 1,000
 * @param unread rows of a file that could not be read, and are left out
 * @param unreadRows the first 1,000 of them
 * @param rules by which moves came about, the busiest first, at most 1,000
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Impact(
        String summary,
        Instant at,
        String from,
        String fromRoster,
        String draft,
        String draftRoster,
        long accounts,
        long moves,
        Map<Move.Kind, Long> kinds,
        long byActiveRulesToo,
        Load before,
        Load after,
        long travelling,
        List<Shift> territories,
        List<Shift> reps,
        List<Flow> flows,
        List<MovingRule> rules,
        long unread,
        List<UnreadRow> unreadRows) {

    Impact withSummary(String words) {
        return new Impact(
                words,
                at,
                from,
                fromRoster,
                draft,
                draftRoster,
                accounts,
                moves,
                kinds,
                byActiveRulesToo,
                before,
                after,
                travelling,
                territories,
                reps,
                flows,
                rules,
                unread,
                unreadRows);
    }

    /**
     * A row that could not be read.
     *
     * @param line of the file, from 1
     */
    public record UnreadRow(long line, String fault) {}

    /** How many accounts would go from one territory to another one, or to another rep of the same; empty ids: none. */
    public record Flow(String from, String to, long accounts) {}

    /**
     * A rule of the draft, and how many accounts it would move.
     *
     * @param place file and line; null for what no rule of a file decides
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MovingRule(String rule, @Nullable String place, long accounts) {}
}
