package landfall.routing;

import java.util.List;
import landfall.language.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What a matching territory rule claims the account for: a territory, a rep, or a rep within a territory.
 *
 * @param row the row of a mapping list that named them, or null
 * @param reasons the rule's own sentences
 */
public record Claim(
        Rule rule, @Nullable String territory, @Nullable String rep, @Nullable ListRow row, List<String> reasons) {

    public Claim {
        reasons = List.copyOf(reasons);
    }

    /** The row of a mapping list: the list's name, and the account's value that was looked up. */
    public record ListRow(String list, String value) {}
}
