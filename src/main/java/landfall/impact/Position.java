package landfall.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import landfall.rotation.Placement.Status;
import org.jspecify.annotations.Nullable;

/**
 * Where an account is, or would be.
 *
 * @param status {@code assigned}, {@code queued} or {@code fallback}
 * @param territory null where a rule named the rep alone
 * @param rule that sent it there; null where none did, or a person gave it to the rep
 * @param place of the rule: file and line, or cell; null where there is none
 * @param ruleSetVersion in which the rule stands there; null where that isn't known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Position(
        String status,
        String repId,
        @Nullable String territory,
        @Nullable String rule,
        @Nullable String place,
        @Nullable String ruleSetVersion) {

    /** The rule of accounts that follow the owner of their company. */
    static final String EXISTING_COMPANY = "existing company";

    /** The same, with where its rule stands. */
    Position placed(String where, String version) {
        return new Position(status, repId, territory, rule, where, version);
    }

    boolean isAssigned() {
        return status.equals(Status.ASSIGNED.word());
    }

    boolean isFallback() {
        return status.equals(Status.FALLBACK.word());
    }

    boolean isByCompany() {
        return EXISTING_COMPANY.equals(rule);
    }

    /** Whether an account would be as it is: with the same rep, in the same territory, in the same way. */
    boolean isSame(Position other) {
        return status.equals(other.status) && repId.equals(other.repId) && Objects.equals(territory, other.territory);
    }
}
