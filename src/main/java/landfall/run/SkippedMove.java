package landfall.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import landfall.assignment.PlannedMove;
import landfall.assignment.Stand;
import org.jspecify.annotations.Nullable;

/**
 * A move that was not made.
 *
 * @param number of the move in its list, from 0
 * @param name of the company; null where it isn't known
 * @param why a word for it, such as {@code moved-since}
 * @param detail the same in a sentence
 * @param from where it was when the move was looked at
 * @param to where it was to go
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SkippedMove(
        long number,
        String source,
        String externalId,
        @Nullable String name,
        String why,
        String detail,
        Stand from,
        Stand to) {

    static SkippedMove of(long number, PlannedMove move, String why, String detail) {
        return new SkippedMove(
                number, move.source(), move.externalId(), move.name(), why, detail, move.from(), move.to());
    }
}
