package landfall.handover;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import landfall.assignment.Destination;
import org.jspecify.annotations.Nullable;

/**
 * Who would get what.
 *
 * @param number 0 as it was asked for; the higher ones are made when he has left
 * @param list of its moves
 * @param moveHeld whether accounts that are held go, too
 * @param summary JSON of a {@link Summary}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Plan(
        String handover,
        int number,
        String list,
        Instant plannedAt,
        String ruleSetVersion,
        String rosterVersion,
        boolean moveHeld,
        long moves,
        byte[] summary) {

    /** The number of one that was asked for. */
    static final int ASKED = 0;

    /**
     * What comes of it for the reps, and what stays.
     *
     * @param to who gets them: as it was asked for, or by the rules where a rep who was to get them sells no more himself, or
     *     where the territory is gone, when he leaves
     * @param accounts that he has, as far as they are asked for
     * @param stays how many of them stay
     * @param loads of the reps whom it is about, by id
     * @param staying some that stay, with why
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Summary(Destination to, long accounts, long stays, List<Load> loads, List<Staying> staying) {}

    /**
     * How many accounts a rep has.
     *
     * @param before assigned to him now, closed ones as well
     * @param after the same once all of it has been done
     */
    @Schema(name = "HandoverLoad")
    record Load(String rep, long before, long after) {}

    /** An account that stays with him. */
    @Schema(name = "HandoverStaying")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Staying(String source, String externalId, String why, @Nullable Instant heldUntil) {}
}
