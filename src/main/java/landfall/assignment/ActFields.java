package landfall.assignment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import landfall.http.Caller;
import landfall.http.ProblemIssue;
import landfall.ledger.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/** Reads what a call says by which somebody acts by hand, and gathers every fault of it. For one call. */
public final class ActFields {

    private static final int LONGEST = 1_000;

    private final List<ProblemIssue> faults = new ArrayList<>();

    /** Notes one. */
    public void fault(String place, String message) {
        faults.add(Refusals.fault(place, message));
    }

    /** The text, of at most 1,000 characters; empty, and a fault, where nothing is said. */
    public String required(@Nullable String text, String place, String what) {
        String given = optional(text, place);
        if (given == null) {
            fault(place, "This must say " + what + ".");
            return "";
        }
        return given;
    }

    /** Who does it: the holder of the key, or whom a system acts for; whoever needs no key has to say. */
    public String by(Caller caller, @Nullable String said, String place) {
        String given =
                caller.kind() == Caller.Kind.LOCAL ? required(said, place, "who does it") : optional(said, place);
        return caller.actingAs(given).orElseGet(() -> {
            fault(place, "The key is " + caller.name() + "'s: leave this out, or name him.");
            return "";
        });
    }

    /** The same, of a body. */
    public String by(Caller caller, @Nullable String said) {
        return by(caller, said, "/by");
    }

    /** Until when; what has ended already, or lasts longer than {@link Until#LONGEST}, is a fault. */
    Instant until(@Nullable String text, ZoneId zone, Instant now) {
        Instant until = text == null ? null : Until.read(text, zone).orElse(null);
        if (until == null) {
            fault("/until", "This must be a day or a moment: " + Until.FORMS + ".");
            return now;
        }
        if (!until.isAfter(now)) {
            fault("/until", "This is over: it is " + now + " now.");
        } else if (until.isAfter(now.plus(Until.LONGEST))) {
            fault("/until", "This is more than ten years from now; what is meant for ever is a rule.");
        }
        return until;
    }

    /** The text, of at most 1,000 characters; null where nothing is said. */
    public @Nullable String optional(@Nullable String text, String place) {
        return optional(text, place, LONGEST);
    }

    /** The same, of at most so many characters. */
    public @Nullable String optional(@Nullable String text, String place, int most) {
        if (text != null && text.length() > most) {
            fault(place, "This has at most " + most + " characters.");
        }
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Throws where there was any fault. */
    public void refuse() {
        if (!faults.isEmpty()) {
            throw Refusals.invalid(faults);
        }
    }

    /** Null where the call has none. */
    static @Nullable IdempotencyKey key(
            String caller, @Nullable String key, String what, Object body, ObjectMapper mapper) {
        if (key != null && key.length() > Intake.LONGEST_KEY) {
            throw Refusals.keyTooLong();
        }
        return key == null || key.isBlank()
                ? null
                : new IdempotencyKey(caller, key.strip(), RequestDigest.of(what + mapper.valueToTree(body)));
    }
}
