package landfall.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refused call as the table has it.
 *
 * @param masked the body without what is personal in it, or its beginning
 * @param sealed the body as it came; null where it was too large to be kept
 * @param form the content type of a body that is a form; null: it is JSON
 * @param readBy the source that the call named; null: it named none
 * @param assignment what it became when it was submitted again
 */
public record StoredRefusal(
        String id,
        Instant refusedAt,
        String caller,
        String source,
        String code,
        String detail,
        String masked,
        byte @Nullable [] sealed,
        @Nullable String form,
        @Nullable String readBy,
        @Nullable Instant submittedAt,
        @Nullable String submittedBy,
        @Nullable String assignment) {}
