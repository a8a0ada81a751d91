package landfall.account;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account as a caller sent it: nothing cleaned, nothing lost.
 *
 * @param fields by the caller's names; values are String, Number, Boolean, List or Map as JSON has them, or null
 * @param warnings what could not be taken from where it stood, in sentences for the caller
 */
public record AccountRequest(Map<String, @Nullable Object> fields, List<String> warnings) {

    public AccountRequest {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        warnings = List.copyOf(warnings);
    }

    /** All of it could be taken. */
    public AccountRequest(Map<String, @Nullable Object> fields) {
        this(fields, List.of());
    }
}
