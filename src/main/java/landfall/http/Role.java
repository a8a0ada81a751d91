package landfall.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a key allows. */
public enum Role {
    /** Marketing tools: to have accounts assigned. */
    ROUTE,
    /** Team leads: to reassign, hold, accept, and to say who is away. */
    MANAGE,
    /** Sales operations: drafts, check and impact. */
    EDIT,
    /** To publish, activate and realign; for persons only, and never beside {@link #ADMIN}. */
    APPROVE,
    /** To read everything and change nothing. */
    AUDIT,
    /** The roster, and keys. */
    ADMIN;

    /** As it is written, in lower case. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
