package landfall.handover;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import landfall.assignment.ActFields;
import landfall.assignment.Destination;
import landfall.http.Caller;
import org.jspecify.annotations.Nullable;

/** What a call for a handover says. */
@Schema(name = "HandoverBody")
record HandoverBody(
        @Schema(
                        description = "Who gets them, by id; a call says exactly one of rep, territory and byRules",
                        example = "suzuki")
                @Nullable
                String rep,
        @Schema(description = "A territory, by id: its reps get them by turns, as calls do") @Nullable String territory,
        @Schema(description = "true: the rules that are active say who gets them") @Nullable Boolean byRules,
        @Schema(
                        description =
                                "now: once it is begun by its own call; leaving: by itself when his last day is over",
                        allowableValues = {"now", "leaving"},
                        defaultValue = "now")
                @Nullable
                String when,
        @Schema(
                        description =
                                "Whether accounts that are held go, too, and take their hold along; absent: where he sells no more",
                        allowableValues = {"move", "stay"})
                @Nullable
                String held,
        @Schema(description = "Only accounts of these territories") @Nullable List<@Nullable String> territories,
        @Schema(description = "Only accounts of these sources") @Nullable List<@Nullable String> sources,
        @Schema(description = "true: only those that are open; false: only those that are closed") @Nullable
                Boolean open,
        @Nullable String reason,
        @Schema(description = "For the next rep; kept as what is personal is") @Nullable String note,
        @Schema(description = "Who asks; a person's key says so by itself") @Nullable String by) {

    private static final int LONGEST_NOTE = 10_000;
    private static final int MOST_FILTERED = 100;
    private static final int LONGEST_FILTERED = 400;

    /** Every fault in one refusal. */
    Handovers.Wish wish(String leaver, Caller caller, Handovers handovers) {
        ActFields fields = new ActFields();
        Destination to = to(leaver, handovers, fields);
        boolean onLeaving = oneOf(when, "/when", "now", "leaving", fields);
        boolean moves = oneOf(held, "/held", "stay", "move", fields);
        List<String> onlyTerritories = values(territories, "/territories", fields);
        List<String> onlySources = values(sources, "/sources", fields);
        String why = fields.required(reason, "/reason", "why");
        String forNext = fields.optional(note, "/note", LONGEST_NOTE);
        String who = fields.by(caller, by);
        fields.refuse();
        HandoverTerms terms =
                new HandoverTerms(to, held == null ? null : Boolean.valueOf(moves), onlyTerritories, onlySources, open);
        return new Handovers.Wish(leaver, terms, onLeaving, who, why, forNext);
    }

    private Destination to(String leaver, Handovers handovers, ActFields fields) {
        boolean rules = Boolean.TRUE.equals(byRules);
        int said = (rep == null ? 0 : 1) + (territory == null ? 0 : 1) + (rules ? 1 : 0);
        if (said != 1) {
            fields.fault("/rep", "Say exactly one of rep, territory and \"byRules\": true.");
            return Destination.RULES;
        }
        if (rep != null && (rep.equals(leaver) || !handovers.sells(rep))) {
            fields.fault("/rep", "This must be the id of another rep of the roster who is active now.");
        }
        if (territory != null && handovers.roster().territory(territory).isEmpty()) {
            fields.fault("/territory", "No territory of the roster is \"" + territory + "\".");
        }
        return new Destination(rep, territory);
    }

    private static boolean oneOf(@Nullable String said, String place, String no, String yes, ActFields fields) {
        if (said != null && !said.equals(no) && !said.equals(yes)) {
            fields.fault(place, "This must be " + no + " or " + yes + ".");
        }
        return yes.equals(said);
    }

    private static List<String> values(@Nullable List<@Nullable String> said, String place, ActFields fields) {
        List<String> values = new ArrayList<>();
        for (String value : said == null ? List.<@Nullable String>of() : said) {
            if (value == null || value.isBlank() || value.length() > LONGEST_FILTERED) {
                fields.fault(place, "Each of these must be a text of at most " + LONGEST_FILTERED + " characters.");
                return List.of();
            }
            values.add(value);
        }
        if (values.size() > MOST_FILTERED) {
            fields.fault(place, "There are at most " + MOST_FILTERED + " of these.");
        }
        return values;
    }
}
