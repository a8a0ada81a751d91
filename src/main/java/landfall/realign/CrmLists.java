package landfall.realign;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import landfall.account.Formula;
import landfall.assignment.PlannedMove;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.ruleset.ActiveRuleSet;
import landfall.run.Run;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Who owns what after a realignment, as CRMs import it: two columns, the account's id and its owner's, both as the CRM has them. Owners
 * are looked up in the roster that is active; where one has no id there, nothing is given out.
 */
public final class CrmLists {

    private static final String SALESFORCE_ID = "salesforceId";
    private static final int MOST_TOLD = 100;

    /** Whose form it has. */
    private enum Form {
        SALESFORCE("Id", "OwnerId"),
        HUBSPOT("Record ID", "Company owner");

        private final String account;
        private final String owner;

        Form(String account, String owner) {
            this.account = account;
            this.owner = owner;
        }
    }

    private final Realignments realignments;
    private final ActiveRuleSet active;

    public CrmLists(Realignments realignments, ActiveRuleSet active) {
        this.realignments = realignments;
        this.active = active;
    }

    /** A list whose owners are all known. */
    static final class Prepared {
        private final Form form;
        private final Supplier<Stream<PlannedMove>> moves;
        private final Map<String, String> owners;

        private Prepared(Form form, Supplier<Stream<PlannedMove>> moves, Map<String, String> owners) {
            this.form = form;
            this.moves = moves;
            this.owners = owners;
        }

        void write(Writer out) throws IOException {
            CSVPrinter printer = new CSVPrinter(
                    out,
                    CSVFormat.RFC4180
                            .builder()
                            .setHeader(form.account, form.owner)
                            .get());
            for (Iterator<PlannedMove> each = moves.get().iterator(); each.hasNext(); ) {
                PlannedMove move = each.next();
                printer.printRecord(
                        Formula.disarmed(move.externalId()),
                        Formula.disarmed(owners.getOrDefault(move.to().repId(), "")));
            }
            printer.flush();
        }
    }

    /**
     * Looks every owner up.
     *
     * @param form {@code salesforce} or {@code hubspot}
     * @param moves {@code planned}, {@code made} or {@code back}; null: the latest of these that there is
     * @param source null: all
     * @param column of the roster; null: the form's own
     */
    Prepared prepare(String id, String form, @Nullable String moves, @Nullable String source, @Nullable String column) {
        Form wanted =
                switch (form) {
                    case "salesforce" -> Form.SALESFORCE;
                    case "hubspot" -> Form.HUBSPOT;
                    default -> throw invalid("query for", "This must be salesforce or hubspot.");
                };
        Supplier<Stream<PlannedMove>> all = moves(id, moves);
        Supplier<Stream<PlannedMove>> some = () -> all.get()
                .filter(move -> !move.from().repId().equals(move.to().repId()))
                .filter(move -> source == null || source.equals(move.source()));
        return new Prepared(wanted, some, owners(some.get(), wanted, column));
    }

    private Supplier<Stream<PlannedMove>> moves(String id, @Nullable String asked) {
        Run run = realignments.run(id).orElse(null);
        Run undo = realignments.undo(id).orElse(null);
        String which = asked != null ? asked : undo != null ? "back" : run != null ? "made" : "planned";
        return switch (which) {
            case "planned" -> () -> realignments.planned(id);
            case "made" -> () -> run == null ? Stream.empty() : realignments.made(run);
            case "back" -> () -> undo == null ? Stream.empty() : realignments.made(undo);
            default -> throw invalid("query moves", "This must be planned, made or back.");
        };
    }

    private Map<String, String> owners(Stream<PlannedMove> moves, Form form, @Nullable String column) {
        Roster roster = active.current().roster();
        Map<String, String> owners = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        moves.map(move -> move.to().repId()).distinct().sorted().forEach(rep -> {
            String there =
                    roster.rep(rep).map(found -> there(found, form, column)).orElse(null);
            if (there == null || there.isBlank()) {
                missing.add(rep);
            } else {
                owners.put(rep, there);
            }
        });
        if (!missing.isEmpty()) {
            String where = column != null ? column : form == Form.SALESFORCE ? SALESFORCE_ID : "email";
            throw new ApiException(
                    ErrorCode.CRM_ID_MISSING,
                    "Of " + missing.size() + (missing.size() == 1 ? " new owner" : " new owners")
                            + " the roster has no " + where + ".",
                    missing.stream()
                            .limit(MOST_TOLD)
                            .map(rep -> ProblemIssue.at(
                                    "reps.csv", ErrorCode.CRM_ID_MISSING.code(), rep + " has no " + where + "."))
                            .toList());
        }
        return owners;
    }

    private static @Nullable String there(Rep rep, Form form, @Nullable String column) {
        if (column == null) {
            return form == Form.SALESFORCE ? rep.extra().get(SALESFORCE_ID) : rep.email();
        }
        return column.equals("email") ? rep.email() : rep.extra().get(column);
    }

    private static ApiException invalid(String place, String message) {
        return new ApiException(
                ErrorCode.INVALID_PARAMETER,
                "The call can't be read as it was meant.",
                List.of(ProblemIssue.at(place, ErrorCode.INVALID_PARAMETER.code(), message)));
    }
}
