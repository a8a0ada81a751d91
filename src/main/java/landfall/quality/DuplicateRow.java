package landfall.quality;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;

/**
 * A domain or a name that several accounts have.
 *
 * @param kind domain or name
 * @param accounts that have it
 * @param lastSource of the last of them
 * @param lastExternalId of the last of them
 * @param lastDay on which one of them came
 */
@Schema(name = "DuplicateAccounts")
public record DuplicateRow(
        String kind, String value, long accounts, String lastSource, String lastExternalId, LocalDate lastDay) {

    DuplicateRow plus(DuplicateRow later) {
        return new DuplicateRow(
                kind, value, accounts + later.accounts, later.lastSource, later.lastExternalId, later.lastDay);
    }
}
