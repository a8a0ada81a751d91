package landfall.routing;

import java.util.List;
import landfall.language.Rule;

/**
 * An additional specialist that a matching rule asks for.
 *
 * @param role of the overlay territory; each role is decided by itself
 */
public record OverlayClaim(Rule rule, String territory, String role, List<String> reasons) {

    public OverlayClaim {
        reasons = List.copyOf(reasons);
    }
}
