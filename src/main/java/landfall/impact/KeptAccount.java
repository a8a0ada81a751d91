package landfall.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account that the rules would not leave where it is, and that is held there.
 *
 * @param name of the company; null where it isn't known
 * @param at where it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeptAccount(String source, String externalId, @Nullable String name, Position at, Instant until) {

    static KeptAccount of(Held held, Instant until) {
        return new KeptAccount(held.source(), held.externalId(), held.account().name(), held.before(), until);
    }
}
