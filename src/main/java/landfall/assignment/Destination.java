package landfall.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where the accounts of a rep go who hands them over: to another rep, to a territory by its turns, or by the rules where it
 * is neither.
 *
 * @param rep id; null where it is no rep
 * @param territory id; null where it is no territory
 */
@Schema(name = "HandoverDestination")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Destination(@Nullable String rep, @Nullable String territory) {

    public Destination {
        if (rep != null && territory != null) {
            throw new IllegalArgumentException("a rep and a territory at once");
        }
    }

    /** By the rules. */
    public static final Destination RULES = new Destination(null, null);

    boolean isByRules() {
        return rep == null && territory == null;
    }

    /** In words, such as {@code to sato}. */
    public String words() {
        return rep != null ? "to " + rep : territory != null ? "to the turns of " + territory : "by the rules";
    }
}
