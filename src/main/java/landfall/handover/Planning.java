package landfall.handover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import landfall.assignment.CanonicalJson;
import landfall.assignment.Destination;
import landfall.assignment.ForeseenHanding;
import landfall.assignment.ForeseenHanding.Foreseen;
import landfall.assignment.PlannedMove;
import landfall.assignment.Settings;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.ledger.AccountKey;
import landfall.ledger.Book;
import landfall.ledger.CommitLane;
import landfall.ledger.Hold;
import landfall.rotation.Placement.Status;
import landfall.ruleset.Background;
import landfall.ruleset.CompiledRuleSet;
import landfall.run.MoveLists;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who would get a rep's accounts, in the order of accounts (source, then id), on a copy of the rotations; the list of moves is
 * kept, nothing moves. Gives way while calls wait; one at a time, the others wait for it. Safe for many threads.
 */
public final class Planning implements AutoCloseable {

    /** Accounts that stay and are named; all of them are counted. */
    private static final int MOST_NAMED = 100;

    private static final int GIVE_WAY_EVERY = 256;
    private static final long GIVE_WAY_MILLIS = 2;

    private final CommitLane lane;
    private final MoveLists lists;
    private final Settings settings;
    private volatile boolean closed;

    public Planning(CommitLane lane, MoveLists lists, Settings settings) {
        this.lane = lane;
        this.lists = lists;
        this.settings = settings;
    }

    /** A plan with its list, which is kept; the plan itself isn't. */
    synchronized Plan plan(Handover handover, int number, CompiledRuleSet rules, Instant now) {
        HandoverTerms terms = HandoverStore.terms(handover);
        boolean sells =
                rules.roster().isActive(handover.rep(), now, rules.checked().zone());
        Boolean asked = terms.moveHeld();
        boolean moveHeld = asked == null ? !sells : asked;
        Destination to = number == Plan.ASKED || isThere(terms.to(), rules, now) ? terms.to() : Destination.RULES;
        Map<String, Long> loads = new HashMap<>();
        List<AccountKey> accounts = new ArrayList<>();
        read(row -> {
            if (row.status().equals(Status.ASSIGNED.word())) {
                loads.merge(row.owner(), 1L, Long::sum);
            }
            if (row.owner().equals(handover.rep()) && terms.takes(row)) {
                accounts.add(row.account());
            }
        });
        accounts.sort(Comparator.comparing(AccountKey::source).thenComparing(AccountKey::externalId));
        ForeseenHanding foreseeing =
                new ForeseenHanding(handover.rep(), to, moveHeld, rules, lane.ledger(), settings, now);
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
                CanonicalJson.bytes(walk.summary(to, handover.rep(), loads)));
    }

    private static boolean isThere(Destination to, CompiledRuleSet rules, Instant now) {
        String rep = to.rep();
        String territory = to.territory();
        return (rep == null || rules.roster().isActive(rep, now, rules.checked().zone()))
                && (territory == null || rules.roster().territory(territory).isPresent());
    }

    /** Who has any account. */
    synchronized Set<String> owners() {
        Set<String> owners = new HashSet<>();
        read(row -> owners.add(row.owner()));
        return owners;
    }

    /** The whole book, on a thread that lets calls go first. */
    private void read(Consumer<Book.Row> reader) {
        try (Background low = Background.besideCalls("handover")) {
            low.run(() -> {
                Book book = lane.ledger().book(looked -> giveWay());
                for (List<Book.Row> rows = book.next(); rows != null; rows = book.next()) {
                    rows.forEach(reader);
                    giveWay();
                }
                return true;
            });
        }
    }

    /** @throws ApiException once the service stops */
    private void giveWay() {
        if (closed) {
            throw new ApiException(ErrorCode.BUSY, "The service stops.");
        }
        if (lane.waiting() > 0) {
            try {
                Thread.sleep(GIVE_WAY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the service stops", e);
            }
        }
    }

    /** Breaks off what is looked at. */
    @Override
    public void close() {
        closed = true;
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

        Plan.Summary summary(Destination to, String rep, Map<String, Long> before) {
            TreeSet<String> reps = new TreeSet<>(comes.keySet());
            reps.add(rep);
            List<Plan.Load> loads = reps.stream()
                    .map(each -> {
                        long had = before.getOrDefault(each, 0L);
                        long lost = each.equals(rep) ? goes : 0;
                        return new Plan.Load(each, had, had - lost + comes.getOrDefault(each, 0L));
                    })
                    .toList();
            return new Plan.Summary(to, seen, stays, loads, staying);
        }
    }
}
