package landfall.account;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account as a caller sent it: nothing cleaned, nothing lost.
 *
 * @param fields by the caller's names; values are String, Number, Boolean, List or Map as JSON has them, or null
 */
public record AccountRequest(Map<String, @Nullable Object> fields) {

    public AccountRequest {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
