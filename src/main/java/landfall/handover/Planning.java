package landfall.handover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import landfall.assignment.CanonicalJson;
import landfall.assignment.ForeseenHanding;
import landfall.assignment.ForeseenHanding.Foreseen;
import landfall.assignment.PlannedMove;
import landfall.assignment.Settings;
import landfall.ledger.AccountKey;
import landfall.ledger.Book;
import landfall.ledger.CommitLane;
import landfall.ledger.Hold;
import landfall.ruleset.CompiledRuleSet;
import landfall.run.MoveLists;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who would get a rep's accounts, in the order of accounts (source, then id), on a copy of the rotations; the list of moves is
 * kept, nothing moves. Gives way while calls wait. Safe for many threads.
 */
final class Planning {

    /** Accounts that stay and are named; all of them are counted. */
    private static final int MOST_NAMED = 1_000;

    private static final int GIVE_WAY_EVERY = 256;
    private static final long GIVE_WAY_MILLIS = 2;

    private final CommitLane lane;
    private final MoveLists lists;
    private final Settings settings;

    Planning(CommitLane lane, MoveLists lists, Settings settings) {
        this.lane = lane;
        this.lists = lists;
        this.settings = settings;
    }

    /** A plan with its list, which is kept; the plan itself isn't. */
    Plan plan(Handover handover, int number, CompiledRuleSet rules, Instant now) {
        HandoverTerms terms = HandoverStore.terms(handover);
        boolean sells =
                rules.roster().isActive(handover.rep(), now, rules.checked().zone());
        Boolean asked = terms.moveHeld();
        boolean moveHeld = asked == null ? !sells : asked;
        Map<String, Long> loads = new HashMap<>();
        List<AccountKey> accounts = accounts(handover.rep(), terms, loads);
        ForeseenHanding foreseeing =
                new ForeseenHanding(handover.rep(), terms.to(), moveHeld, rules, lane.ledger(), settings, now);
        String list = UUID.randomUUID().toString();
        Walk walk = new Walk(accounts, foreseeing);
        long moves = lists.insert(list, walk);
        return new Plan(
                handover.id(),
                number,
                list,
                now,
                rules.checked().version(),
                rules.roster().version(),
                moveHeld,
                moves,
                CanonicalJson.bytes(walk.summary(handover.rep(), loads)));
    }

    /** His, in order; and of every rep, how many accounts he has. */
    private List<AccountKey> accounts(String rep, HandoverTerms terms, Map<String, Long> loads) {
        Book book = lane.ledger().book(read -> giveWay());
        List<AccountKey> accounts = new ArrayList<>();
        for (List<Book.Row> rows = book.next(); rows != null; rows = book.next()) {
            for (Book.Row row : rows) {
                if (row.status().equals("assigned")) {
                    loads.merge(row.owner(), 1L, Long::sum);
                }
                if (row.owner().equals(rep) && terms.takes(row)) {
                    accounts.add(row.account());
                }
            }
            giveWay();
        }
        accounts.sort(Comparator.comparing(AccountKey::source).thenComparing(AccountKey::externalId));
        return accounts;
    }

    private void giveWay() {
        if (lane.waiting() > 0) {
            try {
                Thread.sleep(GIVE_WAY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the service stops", e);
            }
        }
    }

    /** Moves, one after the other, as they are foreseen. */
    private final class Walk implements Iterator<PlannedMove> {
        private final Iterator<AccountKey> accounts;
        private final ForeseenHanding foreseeing;
        private final Map<String, Long> comes = new HashMap<>();
        private final List<Plan.Staying> staying = new ArrayList<>();
        private long seen;
        private long stays;
        private long goes;
        private @Nullable PlannedMove next;

        Walk(List<AccountKey> accounts, ForeseenHanding foreseeing) {
            this.accounts = accounts.iterator();
            this.foreseeing = foreseeing;
        }

        @Override
        public boolean hasNext() {
            while (next == null && accounts.hasNext()) {
                AccountKey account = accounts.next();
                if (++seen % GIVE_WAY_EVERY == 0) {
                    giveWay();
                }
                foreseeing.next(account).ifPresent(foreseen -> note(account, foreseen));
            }
            return next != null;
        }

        private void note(AccountKey account, Foreseen foreseen) {
            PlannedMove move = foreseen.move();
            if (move == null) {
                stays++;
                Hold hold = foreseen.hold();
                if (staying.size() < MOST_NAMED) {
                    staying.add(new Plan.Staying(
                            account.source(),
                            account.externalId(),
                            foreseen.because(),
                            hold == null ? null : hold.until()));
                }
                return;
            }
            next = move;
            if (move.from().hasRep()) {
                goes++;
            }
            if (move.to().hasRep()) {
                comes.merge(move.to().repId(), 1L, Long::sum);
            }
        }

        @Override
        public PlannedMove next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            PlannedMove move = next;
            next = null;
            return Objects.requireNonNull(move);
        }

        Plan.Summary summary(String rep, Map<String, Long> before) {
            TreeSet<String> reps = new TreeSet<>(comes.keySet());
            reps.add(rep);
            List<Plan.Load> loads = reps.stream()
                    .map(each -> {
                        long had = before.getOrDefault(each, 0L);
                        long lost = each.equals(rep) ? goes : 0;
                        return new Plan.Load(each, had, had - lost + comes.getOrDefault(each, 0L));
                    })
                    .toList();
            return new Plan.Summary(seen, stays, loads, staying);
        }
    }
}
