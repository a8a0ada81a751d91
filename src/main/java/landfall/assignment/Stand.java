package landfall.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import landfall.ledger.Holding;
import landfall.rotation.Placement.Status;
import org.jspecify.annotations.Nullable;

/**
 * Where an account is, or is to be.
 *
 * @param status {@code assigned}, {@code queued} or {@code fallback}
 * @param territory null where a rule named the rep alone
 * @param rule that sent it there; null where none did, or a person gave it to the rep
 * @param place of the rule: file and line, or cell; null where it isn't known
 * @param ruleSetVersion in which the rule stands there; null where it isn't known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Stand(
        String status,
        String repId,
        @Nullable String territory,
        @Nullable String rule,
        @Nullable String place,
        @Nullable String ruleSetVersion) {

    /** How an account stands. */
    static Stand of(Holding holding) {
        return new Stand(holding.status(), holding.owner(), holding.territory(), holding.rule(), null, null);
    }

    /** With the same rep, in the same territory, in the same way. */
    public boolean isSame(Stand other) {
        return status.equals(other.status) && repId.equals(other.repId) && Objects.equals(territory, other.territory);
    }

    /** Whether a rep has it, and it doesn't wait for one. */
    public boolean hasRep() {
        return isAssigned();
    }

    boolean isAssigned() {
        return status.equals(Status.ASSIGNED.word());
    }

    /** In words, such as {@code sato in jp-east}. */
    String words() {
        return repId + (territory == null ? "" : " in " + territory) + (isAssigned() ? "" : " (" + status + ")");
    }
}
