package landfall.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import landfall.ledger.Book;
import landfall.ledger.Hold;
import org.jspecify.annotations.Nullable;

/**
 * An account that the rules would not leave where it is, and that is held there.
 *
 * @param name of the company; null where it isn't known
 * @param at where it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeptAccount(String source, String externalId, @Nullable String name, Position at, Instant until) {

    /** Until when an account stays though it might move, held by itself or by whoever asks; null where it may go. */
    static @Nullable Instant until(Book.Row row, Selection.Asked account, Selection selection, Instant at) {
        Optional<Instant> held =
                Optional.ofNullable(row.hold()).filter(hold -> hold.isOn(at)).map(Hold::until);
        return Stream.concat(held.stream(), selection.keptUntil(account).stream())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    static KeptAccount of(Held held, Instant until) {
        return new KeptAccount(held.source(), held.externalId(), held.account().name(), held.before(), until);
    }
}
