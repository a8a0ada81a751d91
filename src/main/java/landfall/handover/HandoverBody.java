package landfall.handover;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import landfall.assignment.Destination;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.roster.Roster;
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
        @Schema(description = "Only accounts of these territories") @Nullable List<String> territories,
        @Schema(description = "Only accounts of these sources") @Nullable List<String> sources,
        @Schema(description = "true: only those that are open; false: only those that are closed") @Nullable
                Boolean open,
        @Nullable String reason,
        @Schema(description = "For the next rep; kept as what is personal is") @Nullable String note,
        @Schema(description = "Who asks; a person's key says so by itself") @Nullable String by) {

    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_NOTE = 10_000;
    private static final int MOST_FILTERED = 100;

    /** Every fault in one refusal. */
    Handovers.Wish wish(String leaver, Caller caller, Handovers handovers) {
        List<ProblemIssue> faults = new ArrayList<>();
        Destination to = to(leaver, handovers, faults);
        boolean onLeaving = oneOf(when, "/when", "now", "leaving", faults);
        boolean moves = oneOf(held, "/held", "stay", "move", faults);
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            fault(faults, "/reason", "This must say why, in at most " + LONGEST_REASON + " characters.");
        }
        if (note != null && note.length() > LONGEST_NOTE) {
            fault(faults, "/note", "This has at most " + LONGEST_NOTE + " characters.");
        }
        if (size(territories) > MOST_FILTERED || size(sources) > MOST_FILTERED) {
            fault(
                    faults,
                    size(sources) > MOST_FILTERED ? "/sources" : "/territories",
                    "At most " + MOST_FILTERED + ".");
        }
        String who = by(caller, faults);
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_VALUE, "The call can't be read as it was meant.", faults);
        }
        HandoverTerms terms = new HandoverTerms(
                to,
                held == null ? null : Boolean.valueOf(moves),
                territories == null ? List.of() : territories,
                sources == null ? List.of() : sources,
                open);
        return new Handovers.Wish(
                leaver, terms, onLeaving, who, why, note == null || note.isBlank() ? null : note.strip());
    }

    private Destination to(String leaver, Handovers handovers, List<ProblemIssue> faults) {
        boolean rules = Boolean.TRUE.equals(byRules);
        int said = (rep == null ? 0 : 1) + (territory == null ? 0 : 1) + (rules ? 1 : 0);
        if (said != 1) {
            fault(faults, "/rep", "Say exactly one of rep, territory and \"byRules\": true.");
            return Destination.RULES;
        }
        Roster roster = handovers.roster();
        if (rep != null && (rep.equals(leaver) || !handovers.sells(rep))) {
            fault(faults, "/rep", "This must be the id of another rep of the roster who is active now.");
        }
        if (territory != null && roster.territory(territory).isEmpty()) {
            fault(faults, "/territory", "No territory of the roster is \"" + territory + "\".");
        }
        return new Destination(rep, territory);
    }

    private static String by(String said, Caller caller) {
        return caller.actingAs(said).orElse("");
    }

    private String by(Caller caller, List<ProblemIssue> faults) {
        boolean silent = by == null || by.isBlank();
        if (silent && caller.kind() == Caller.Kind.LOCAL) {
            fault(faults, "/by", "This must say who asks.");
            return "";
        }
        String who = by == null ? caller.name() : by(by, caller);
        if (who.isEmpty()) {
            fault(faults, "/by", "The key is " + caller.name() + "'s: leave this out, or name him.");
        }
        return who;
    }

    private static boolean oneOf(
            @Nullable String said, String place, String no, String yes, List<ProblemIssue> faults) {
        if (said != null && !said.equals(no) && !said.equals(yes)) {
            fault(faults, place, "This must be " + no + " or " + yes + ".");
        }
        return yes.equals(said);
    }

    private static int size(@Nullable List<String> values) {
        return values == null ? 0 : values.size();
    }

    private static void fault(List<ProblemIssue> faults, String place, String message) {
        faults.add(ProblemIssue.at(place, ErrorCode.INVALID_VALUE.code(), message));
    }
}
