package landfall.ruleset.trial;

import java.time.Instant;
import java.util.List;
import landfall.account.AccountRequest;
import landfall.language.Place;
import org.jspecify.annotations.Nullable;

/**
 * An account with the answer that is expected of the rules.
 *
 * @param at null: the moment of the check
 * @param expected what is not named here may be anything
 * @param overlays exactly these roles, each with its rep; null: may be any
 * @param place of the name
 */
public record Case(
        String name,
        AccountRequest account,
        @Nullable Instant at,
        List<Expected> expected,
        @Nullable List<Expected> overlays,
        Place place) {

    public Case {
        expected = List.copyOf(expected);
        overlays = overlays == null ? null : List.copyOf(overlays);
    }
}
