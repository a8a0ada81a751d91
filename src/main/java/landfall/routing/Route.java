package landfall.routing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the rules send an account.
 *
 * @param winner the claim that decides, or null where no rule matches
 * @param alsoMatched the claims that lost, by priority
 * @param passedOver claims for a rep who isn't active, by priority
 * @param overlays the claim that decides for each overlay role
 * @param overlaysAlsoMatched the overlay claims that lost, by priority
 */
public record Route(
        @Nullable Claim winner,
        List<Claim> alsoMatched,
        List<PassedOver> passedOver,
        Map<String, OverlayClaim> overlays,
        List<OverlayClaim> overlaysAlsoMatched) {

    public Route {
        alsoMatched = List.copyOf(alsoMatched);
        passedOver = List.copyOf(passedOver);
        overlaysAlsoMatched = List.copyOf(overlaysAlsoMatched);
    }

    public Optional<Claim> claim() {
        return Optional.ofNullable(winner);
    }
}
