package landfall.routing;

import java.util.List;

/**
 * Reps who were asked and could not take the account, for one reason.
 *
 * @param rule the rule that asked them
 * @param reason a word for programs, the same in every record
 * @param reps their ids, in the order of asking
 */
public record PassedOver(String rule, String reason, List<String> reps) {

    /** Not within {@code activeFrom} and {@code activeTo}, or not in the roster. */
    public static final String INACTIVE = "inactive";
    /** On leave, ill, or whatever keeps him: it is not asked. */
    public static final String AWAY = "away";
    /** Outside his working hours, where the rule asks for them. */
    public static final String HOURS = "hours";
    /** He had as many turns as the rule allows. */
    public static final String CAP = "cap";
    /** Others speak the account's language, and he doesn't. */
    public static final String LANGUAGE = "language";

    /** He had it as an offer already, and declined it or let its time run out. */
    public static final String OFFERED = "offered";

    public PassedOver {
        reps = List.copyOf(reps);
    }
}
