package landfall.book;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import landfall.account.AccountCleaner;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be said of one row.
 *
 * @param row its number; in a table the header is 1
 * @param column as the file names it
 * @param value as it came; none of personal fields
 * @param refused whether the row was left out for it
 */
@Schema(name = "BookIssue")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RowIssue(
        long row,
        @Nullable String column,
        @Nullable String value,
        @Schema(type = "string", example = "unknown-owner") RowFault code,
        String message,
        @Nullable String hint,
        boolean refused) {

    private static final int LONGEST = 200;

    static RowIssue of(
            long row,
            @Nullable String column,
            @Nullable String value,
            RowFault fault,
            String message,
            @Nullable String hint) {
        String field = column == null ? null : AccountCleaner.field(column);
        boolean personal = field != null && AccountCleaner.isPersonal(field);
        String shown = value == null || personal ? null : value.substring(0, Math.min(value.length(), LONGEST));
        return new RowIssue(row, column, shown, fault, message, hint, fault.refuses());
    }
}
