package landfall.book;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What came of an import.
 *
 * @param id of the import
 * @param rows that were read
 * @param added accounts that were not known
 * @param changed accounts about which something new was said
 * @param unchanged rows that said nothing new
 * @param refused rows that were left out; an issue of each says why
 * @param issueCount how many issues there are
 * @param leftOutColumns columns that are no field, and are not admitted for the source
 * @param issues all of them, by row
 */
@Schema(name = "BookImport")
@JsonInclude(JsonInclude.Include.ALWAYS)
record ImportAnswer(
        String id,
        long rows,
        long added,
        long changed,
        long unchanged,
        long refused,
        long issueCount,
        List<String> leftOutColumns,
        List<RowIssue> issues) {}
