package landfall.book;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is.
 *
 * @param by who brings it in
 * @param file what the rows come from, as the call says
 * @param state {@code running}, {@code done} or {@code failed}
 * @param rows that were read so far
 */
@Schema(name = "BookImportState")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportView(
        String id,
        Instant begunAt,
        @Nullable Instant endedAt,
        String by,
        @Nullable String file,
        @Schema(allowableValues = {"running", "done", "failed"}) String state,
        long rows,
        long added,
        long changed,
        long unchanged,
        long refused,
        long issueCount) {}
