package landfall.book;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can be wrong with a row of a book. */
enum RowFault {
    UNREADABLE(true),
    NO_IDENTITY(true),
    NO_OWNER(true),
    UNKNOWN_OWNER(true),
    AMBIGUOUS_OWNER(true),
    UNKNOWN_TERRITORY(true),
    UNKNOWN_STATUS(true),
    HELD(true),
    NOT_UTF_8(true),
    NOT_UNDERSTOOD(false),
    OWNER_LEFT(false),
    COMPANY_CONFLICT(false),
    NOT_RECORDED(true);

    private final boolean refuses;

    RowFault(boolean refuses) {
        this.refuses = refuses;
    }

    /** Whether a row that has it is left out of the book. */
    boolean refuses() {
        return refuses;
    }

    /** In kebab case. */
    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
