package landfall.assignment;

import java.time.Instant;
import java.util.List;
import landfall.account.AccountRequest;
import landfall.rotation.Placement.Status;
import org.jspecify.annotations.Nullable;

/**
 * An account as another system's book has it. What is null is not said: of an account that is known it stays as it is.
 *
 * @param owner rep id
 * @param territory id
 * @param companyKeys every key of its company, each with its kind; empty: those that its fields tell
 * @param status assigned where nothing is said of a new owner
 * @param open whether it is still to be worked on; true where nothing is said of a new owner
 * @param since when it came to its owner; where nothing is said of a new owner, now
 * @param heldUntil until when nothing moves it; what is over is not said
 * @param heldReason why
 * @param from where it stands, for the record
 */
public record ImportedAccount(
        AccountRequest account,
        String owner,
        @Nullable String territory,
        List<String> companyKeys,
        @Nullable Status status,
        @Nullable Boolean open,
        @Nullable Instant since,
        @Nullable Instant heldUntil,
        @Nullable String heldReason,
        String from) {

    public ImportedAccount {
        companyKeys = List.copyOf(companyKeys);
    }
}
