package landfall.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import landfall.account.AccountFile;
import landfall.account.AccountRequest;
import landfall.engine.Moment;
import landfall.engine.RuleDifference;
import landfall.facts.Account;
import landfall.impact.Draft.Looked;
import landfall.impact.Draft.Seen;
import landfall.language.Rule;
import landfall.rotation.Placement;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.PlayedTurns;
import org.jspecify.annotations.Nullable;

/**
 * The impact on a file of accounts, in its order: before is what other rules decide of them, with rotations from their
 * beginning; after is what the draft makes of that. Each row is an account of its own. Rows stream through; nothing of them
 * is kept.
 */
public final class FileImpact {

    private static final int PART = 256;

    private final Draft from;
    private final Draft draft;
    private final Instant at;
    private final boolean sameCleaning;
    private final Executor cores;
    private final PlayedTurns turnsBefore;
    private final DraftTurns turns;
    private final Tally tally;

    /** Who hears of rows as they are worked on, in their order, on the thread that calls {@link #run}. */
    public interface Listener {

        /** A row that can't be read; it is left out. */
        void bad(AccountFile.Row row);

        void move(Move move);

        /** So many rows are done, bad ones among them; may throw to break off. */
        void progress(long rows);
    }

    /**
     * Nothing is read yet.
     *
     * @param cores on which rows are cleaned and routed
     */
    public FileImpact(CompiledRuleSet from, CompiledRuleSet draft, Instant at, Executor cores) {
        this.from = new Draft(from, at);
        this.draft = new Draft(draft, at);
        this.at = at;
        this.sameCleaning = from.checked().vocabulary().equals(draft.checked().vocabulary())
                && from.checked().zone().equals(draft.checked().zone());
        this.cores = cores;
        this.turnsBefore = PlayedTurns.fromTheBeginning(from);
        this.turns = new DraftTurns(this.draft, PlayedTurns.fromTheBeginning(draft), Companies.NONE);
        this.tally = new Tally(this.from, this.draft);
    }

    /** What it asks by the draft, where the two sides see one account but for its owner. */
    private @Nullable RuleDifference difference() {
        return sameCleaning ? draft.differenceTo(from, Set.of("currentOwner")) : null;
    }

    /** @param account as the draft sees it */
    private record Cleaned(AccountFile.Row row, @Nullable Seen before, @Nullable Account account) {}

    private record Part(long rows, List<Looked> looked) {}

    /** Reads all rows. */
    public Impact run(Stream<AccountFile.Row> rows, Listener listener) {
        try (RuleDifference difference = difference()) {
            return run(rows, difference, listener);
        }
    }

    private Impact run(Stream<AccountFile.Row> rows, @Nullable RuleDifference difference, Listener listener) {
        Iterator<AccountFile.Row> each = rows.iterator();
        int ahead = 4 * Runtime.getRuntime().availableProcessors();
        ParallelMap<List<AccountFile.Row>, List<Cleaned>> cleaning =
                new ParallelMap<>(() -> part(each), this::clean, cores, ahead);
        ParallelMap<PlacedPart, Part> looking = new ParallelMap<>(
                () -> placed(cleaning.next(), listener), some -> look(some, difference), cores, ahead);
        long done = 0;
        Part part = looking.next();
        while (part != null) {
            Moment moment = draft.moment();
            for (Looked looked : part.looked()) {
                Move move = tally.add(looked.held(), turns.decide(looked, moment), false);
                if (move != null) {
                    listener.move(move);
                }
            }
            done += part.rows();
            listener.progress(done);
            part = looking.next();
        }
        return tally.impact(at);
    }

    private static @Nullable List<AccountFile.Row> part(Iterator<AccountFile.Row> rows) {
        List<AccountFile.Row> part = new ArrayList<>(PART);
        while (part.size() < PART && rows.hasNext()) {
            part.add(rows.next());
        }
        return part.isEmpty() ? null : part;
    }

    private List<Cleaned> clean(List<AccountFile.Row> rows) {
        Moment moment = from.moment();
        List<Account> accounts = new ArrayList<>(rows.size());
        for (AccountFile.Row row : rows) {
            if (row.account() != null) {
                accounts.add(clean(row.account(), from));
            }
        }
        Iterator<Seen> each = from.see(accounts, moment).iterator();
        List<Cleaned> cleaned = new ArrayList<>(rows.size());
        for (AccountFile.Row row : rows) {
            AccountRequest request = row.account();
            if (request == null) {
                cleaned.add(new Cleaned(row, null, null));
                continue;
            }
            Seen seen = each.next();
            Account account = sameCleaning ? seen.account() : clean(request, draft);
            cleaned.add(new Cleaned(row, seen, account));
        }
        return cleaned;
    }

    private Account clean(AccountRequest request, Draft by) {
        CompiledRuleSet rules = by.rules();
        return rules.cleaner()
                .clean(request, at.atZone(rules.checked().zone()).toLocalDate())
                .account();
    }

    /** A row that has its place. */
    private record Placed(Seen before, Held held) {}

    /** @param rows with those that can't be read */
    private record PlacedPart(long rows, List<Placed> placed) {}

    private @Nullable PlacedPart placed(@Nullable List<Cleaned> part, Listener listener) {
        if (part == null) {
            return null;
        }
        Moment moment = from.moment();
        List<Placed> placed = new ArrayList<>(part.size());
        for (Cleaned row : part) {
            if (row.before() == null || row.account() == null) {
                tally.unread(row.row().line(), String.valueOf(row.row().fault()));
                listener.bad(row.row());
            } else {
                placed.add(new Placed(row.before(), held(row.before(), row.account(), moment)));
            }
        }
        return new PlacedPart(part.size(), placed);
    }

    private Held held(Seen seen, Account account, Moment moment) {
        PlayedTurns.Played played = turnsBefore.play(seen.account(), seen.route(), seen.foreseen(), moment, null);
        Placement placement = played.placement();
        return new Held(
                Objects.requireNonNullElse(account.source(), ""),
                Objects.requireNonNullElse(account.externalId(), ""),
                account,
                from.position(placement.status().word(), placement.owner(), placement.territory(), placement.rule()),
                false,
                Map.of(),
                0);
    }

    private Part look(PlacedPart part, @Nullable RuleDifference difference) {
        Moment moment = draft.moment();
        Moment momentBefore = from.moment();
        List<Placed> placed = part.placed();
        List<Account> accounts = new ArrayList<>(placed.size());
        List<List<Rule>> before = new ArrayList<>(placed.size());
        for (Placed each : placed) {
            accounts.add(each.held().account());
            before.add(each.before().matched());
        }
        List<Seen> seen = difference == null
                ? draft.see(accounts, moment)
                : draft.see(accounts, difference.match(accounts, before, moment), moment);
        List<Looked> looked = new ArrayList<>(placed.size());
        for (int i = 0; i < placed.size(); i++) {
            Placed each = placed.get(i);
            boolean rotated = !each.held().before().isAssigned() && from.rotates(each.before(), momentBefore);
            looked.add(draft.look(each.held(), seen.get(i), rotated, moment));
        }
        return new Part(part.rows(), looked);
    }
}
