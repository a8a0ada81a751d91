package landfall.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import landfall.rotation.RotationState;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the lane wrote, and shows nothing that is not on disk yet. Safe for any number of threads; whatever has to be
 * read from the database throws {@link LedgerUnavailableException} where that is gone.
 */
public final class Ledger {
    private static final int PAGE = 500;
    /** Decisions looked at for one page of changes. */
    private static final int MOST_SCANNED = 20_000;
    /** How far the moment of a decision and its id may be apart. */
    private static final Duration CLOCKS = Duration.ofDays(1);

    private final LedgerDatabase database;
    private final Synced synced;
    private final Follower follower;

    Ledger(LedgerDatabase database, Synced synced, Follower follower) {
        this.follower = follower;
        this.database = database;
        this.synced = synced;
    }

    /** Empty for an id that is none. */
    public Optional<StoredDecision> find(String decisionId) {
        fresh();
        return read(handle -> find(handle, decisionId));
    }

    /**
     * An account's decisions, newest first.
     *
     * @param after id of the last one of the page before; null for the first page. One of another account gives none
     */
    public List<StoredDecision> listByAccount(AccountKey key, @Nullable String after, int limit) {
        List<Recent> layers = fresh().layers();
        return read(handle -> {
            DecisionDao decisions = handle.attach(DecisionDao.class);
            Optional<Long> next = after == null
                    ? new Lookup(layers, synced.indexedKeys(), handle)
                            .find(IndexKey.account(key))
                            .map(Entry::seq)
                    : find(handle, after)
                            .filter(decision -> decision.account().equals(key))
                            .flatMap(StoredDecision::previous);
            List<StoredDecision> found = new ArrayList<>();
            while (next.isPresent() && found.size() < limit) {
                Optional<StoredDecision> decision = decisions.findStored(next.get());
                decision.ifPresent(found::add);
                next = decision.flatMap(StoredDecision::previous);
            }
            return List.copyOf(found);
        });
    }

    /**
     * All decisions in order of time.
     *
     * @param after id of the last one of the page before; null for the first page. One that is not there gives none
     */
    public List<StoredDecision> list(@Nullable String after, int limit) {
        long last = fresh().last();
        return read(handle -> {
            Optional<Long> from =
                    after == null ? Optional.of(0L) : find(handle, after).map(StoredDecision::seq);
            return from.isEmpty() ? List.of() : handle.attach(DecisionDao.class).listStored(from.get(), last, limit);
        });
    }

    /** Decisions in the order of their numbers, from the one after that number on. */
    public List<StoredDecision> listAfter(long seq, int limit) {
        long last = fresh().last();
        return read(handle -> handle.attach(DecisionDao.class).listStored(seq, last, limit));
    }

    /**
     * Looks through decisions in order of time; at so many at once that it takes well under a second.
     *
     * @param from the moment to begin at; by the clocks of the nodes that decided
     * @param after id from which to go on; null: begin at that moment. One that is not there gives none
     */
    public FoundDecisions search(Instant from, @Nullable String after, Predicate<StoredDecision> fits) {
        long last = fresh().last();
        return read(handle -> {
            DecisionDao decisions = handle.attach(DecisionDao.class);
            Optional<Long> begin = after == null
                    ? decisions.firstFrom(DecisionIds.least(from)).map(first -> first - 1)
                    : find(handle, after).map(StoredDecision::seq);
            if (begin.isEmpty()) {
                return new FoundDecisions(List.of(), null);
            }
            List<StoredDecision> found = new ArrayList<>();
            String next = null;
            long position = begin.get();
            long end = Math.min(last, position + MOST_SCANNED);
            while (position < end) {
                for (StoredDecision decision :
                        decisions.listStored(position, end, (int) Math.min(PAGE, end - position))) {
                    if (fits.test(decision)) {
                        found.add(decision);
                    }
                    position = decision.seq();
                    next = decision.id();
                }
            }
            return new FoundDecisions(found, position < last ? next : null);
        });
    }

    /**
     * How many decisions of some kinds were made in a time, by quarter of an hour and source; none is missing and none is there
     * twice. The clocks of the nodes that decided must be right to a day.
     *
     * @param to is no longer part of it
     */
    public List<CallCount> countCalls(Instant from, Instant to, List<String> kinds) {
        long last = fresh().last();
        return read(handle -> {
            DecisionDao decisions = handle.attach(DecisionDao.class);
            Optional<Long> begin = decisions.firstFrom(DecisionIds.least(from.minus(CLOCKS)));
            long end = decisions
                    .firstFrom(DecisionIds.least(to.plus(CLOCKS)))
                    .map(after -> Math.min(last, after))
                    .orElse(last);
            return begin.isEmpty()
                    ? List.of()
                    : decisions.countCalls(
                            begin.get() - 1, end, from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC), kinds);
        });
    }

    /** Who owns the account, by its latest decision. */
    public Optional<Holding> holding(AccountKey key) {
        return look((lookup, handle) -> lookup.find(IndexKey.account(key)).map(Entry::holding));
    }

    /** How the account stands, with its latest decision. */
    public Optional<Held> held(AccountKey key) {
        return look((lookup, handle) -> lookup.find(IndexKey.account(key))
                .flatMap(entry -> lookup.bytes(entry.seq()).map(bytes -> new Held(entry.holding(), bytes))));
    }

    /** Whether memory knows that there is no decision about the account yet; asks no database. */
    public boolean isNew(AccountKey key) {
        IndexKey account = IndexKey.account(key);
        return synced.layers().stream().allMatch(layer -> layer.find(account).isEmpty())
                && !synced.indexedKeys().mayHave(account.slot());
    }

    /** Who owns the company that any of the keys leads to. */
    public Optional<CompanyHolding> company(List<String> companyKeys) {
        return look((lookup, handle) -> Company.of(companyKeys, lookup).holding());
    }

    /**
     * Changes of owners in the order of commits: none is missing and none is there twice, whatever is committed meanwhile.
     *
     * @param after position up to which they are known; 0 for the first
     * @param most changes at most
     */
    public OwnerChanges changes(long after, int most) {
        long last = fresh().last();
        return read(handle -> {
            DecisionDao decisions = handle.attach(DecisionDao.class);
            List<OwnerChange> changes = new ArrayList<>();
            long position = Math.min(after, last);
            long end = Math.min(last, position + MOST_SCANNED);
            while (position < end && changes.size() < most) {
                for (Entry entry : decisions.list(position, (int) Math.min(PAGE, end - position))) {
                    if (changes.size() < most) {
                        change(entry, decisions).ifPresent(changes::add);
                        position = entry.seq();
                    }
                }
            }
            return new OwnerChanges(changes, position, position < last);
        });
    }

    /** The change that the decision at this position made; empty where it made none, or is not there. */
    public Optional<OwnerChange> change(long position) {
        if (position > synced.last() && position > fresh().last()) {
            return Optional.empty();
        }
        return read(handle -> {
            DecisionDao decisions = handle.attach(DecisionDao.class);
            return decisions.find(position).flatMap(entry -> change(entry, decisions));
        });
    }

    private static Optional<OwnerChange> change(Entry entry, DecisionDao decisions) {
        Optional<Entry> previous = Optional.ofNullable(entry.previous()).flatMap(decisions::find);
        String before = previous.map(Entry::owner).orElse(null);
        return entry.owner().equals(before)
                ? Optional.empty()
                : Optional.of(new OwnerChange(
                        entry.seq(),
                        DecisionIds.text(entry.id()),
                        new AccountKey(entry.source(), entry.externalId()),
                        entry.kind(),
                        entry.status(),
                        entry.owner(),
                        before,
                        previous.map(Entry::territory).orElse(null),
                        entry.territory(),
                        entry.rule(),
                        entry.overlays(),
                        entry.decidedAt()));
    }

    /**
     * What waits for a person in a territory, the longest waiting first.
     *
     * @param after position of the last one of the page before; 0 for the first page
     */
    public List<Waiting> waiting(String territory, long after, int limit) {
        long last = fresh().last();
        List<Recent> layers = synced.layers();
        return read(handle -> {
            DecisionDao decisions = handle.attach(DecisionDao.class);
            Lookup lookup = new Lookup(layers, synced.indexedKeys(), handle);
            List<Waiting> waiting = new ArrayList<>();
            for (long seq : handle.attach(WaitingDao.class).list(territory, after, last, limit)) {
                Entry since = decisions.find(seq).orElseThrow();
                AccountKey account = new AccountKey(since.source(), since.externalId());
                lookup.find(IndexKey.account(account))
                        .filter(latest -> latest.waits() && latest.standing() == seq)
                        .ifPresent(
                                latest -> waiting.add(new Waiting(seq, account, since.decidedAt(), latest.holding())));
            }
            return waiting;
        });
    }

    /** How many accounts wait for a person in a territory. */
    public long countWaiting(String territory) {
        long last = fresh().last();
        return read(handle -> handle.attach(WaitingDao.class).count(territory, last));
    }

    /**
     * Accounts that are held at a moment, in the order in which they came to be held.
     *
     * @param after position of the last one of the page before; 0 for the first
     * @param fits which of them are asked for
     */
    public HeldAccounts held(Instant now, long after, int limit, Predicate<Holding> fits) {
        long last = fresh().last();
        List<Recent> layers = synced.layers();
        return read(handle -> {
            DecisionDao decisions = handle.attach(DecisionDao.class);
            HoldDao holds = handle.attach(HoldDao.class);
            Lookup lookup = new Lookup(layers, synced.indexedKeys(), handle);
            List<HeldAccounts.HeldAccount> held = new ArrayList<>();
            long position = after;
            for (int scanned = 0; scanned < MOST_SCANNED; scanned += PAGE) {
                List<Long> page = holds.list(position, last, now.atOffset(ZoneOffset.UTC), PAGE);
                for (long seq : page) {
                    if (held.size() == limit) {
                        return new HeldAccounts(held, position);
                    }
                    position = seq;
                    Entry since = decisions.find(seq).orElseThrow();
                    AccountKey account = new AccountKey(since.source(), since.externalId());
                    lookup.find(IndexKey.account(account))
                            .filter(latest -> since.holds() && Objects.equals(latest.hold(), since.hold()))
                            .map(Entry::holding)
                            .filter(fits)
                            .ifPresent(holding -> held.add(new HeldAccounts.HeldAccount(seq, account, holding)));
                }
                if (page.size() < PAGE) {
                    return new HeldAccounts(held, null);
                }
            }
            return new HeldAccounts(held, position);
        });
    }

    /** Offers whose time is over, the oldest first. */
    public List<DueOffer> dueOffers(Instant now, int most) {
        return fresh().offers().due(now, most);
    }

    /** How many assignments of a rep are open that came to him on that day (UTC) or later. */
    public int open(String rep, LocalDate from) {
        return synced.load().count(rep, from.toEpochDay());
    }

    /** Where all pools stand that ever moved, by name. */
    public List<RotationState> rotations() {
        return fresh().rotations();
    }

    /** Where a pool stands; fresh for one that never moved. */
    public RotationState rotation(String pool) {
        return synced.rotation(pool);
    }

    /** A decision's personal fields and raw body; empty where there were none, or where they were erased. */
    public Optional<Map<String, String>> personal(String decisionId) {
        return read(handle -> find(handle, decisionId)
                .flatMap(decision -> handle.attach(DecisionDao.class).find(decision.seq()))
                .flatMap(entry -> personal(handle, entry)));
    }

    /** The same of several, by their positions; those that have none are absent. */
    public Map<Long, Map<String, String>> personal(Collection<Long> positions) {
        return positions.isEmpty()
                ? Map.of()
                : read(handle -> handle.attach(PersonalDao.class).list(positions).stream()
                        .collect(Collectors.toMap(PersonalDao.Sealed::seq, each -> new AccountSecret(each.secret())
                                .open(each.id(), each.sealed()))));
    }

    private static Optional<Map<String, String>> personal(Handle handle, Entry entry) {
        return secret(handle, entry).flatMap(secret -> handle.attach(PersonalDao.class)
                .findSealed(entry.seq())
                .map(bytes -> secret.open(entry.id(), bytes)));
    }

    private static Optional<AccountSecret> secret(Handle handle, Entry entry) {
        return Optional.ofNullable(entry.secret())
                .flatMap(handle.attach(PersonalDao.class)::findSecret)
                .map(AccountSecret::new);
    }

    /**
     * Digests of personal values under the account's own secret, as its decisions have them; empty for an account without
     * one.
     */
    public Optional<Map<String, String>> digests(AccountKey key, Map<String, String> personal) {
        return look((lookup, handle) -> lookup.find(IndexKey.account(key))
                .flatMap(entry -> secret(handle.handle(), entry))
                .map(secret -> secret.digests(personal)));
    }

    /**
     * The book as it stands now: every account with its latest decision.
     *
     * @param progress hears how many decisions were looked at; may throw to break off
     */
    public Book book(LongConsumer progress) {
        return Book.open(database.jdbi(), fresh().last(), progress);
    }

    /**
     * The book as it stands now, page by page.
     *
     * @param after position: of accounts that nothing was decided about since, nothing is told; 0 for all
     */
    public BookPages bookPages(long after) {
        long last = fresh().last();
        return new BookPages(database.jdbi(), Math.min(after, last), last);
    }

    /**
     * Companies whose accounts have several owners, as it was when there were so many decisions; one pass over them.
     *
     * @param last at most {@link #count}
     */
    public CompanyConflicts companyConflicts(long last) {
        return companyConflicts(last, read -> {});
    }

    /**
     * The same, for whoever wants to know how far it is.
     *
     * @param progress hears how many decisions were looked at; may throw to break off
     */
    public CompanyConflicts companyConflicts(long last, LongConsumer progress) {
        return CompanyConflicts.open(database.jdbi(), Math.min(last, fresh().last()), progress);
    }

    /**
     * What changes the owners of companies' accounts from then on.
     *
     * @param after number of the last decision that is known
     */
    public CompanyChanges companyChanges(long after) {
        return new CompanyChanges(database.jdbi(), after, this::count, this::wholeCompany);
    }

    /** The company that it is a part of now, itself where it is part of none. */
    private long wholeCompany(long company) {
        return look((lookup, handle) -> Company.whole(company, lookup));
    }

    /** How many decisions there are. */
    public long count() {
        return fresh().last();
    }

    private Optional<StoredDecision> find(Handle handle, String decisionId) {
        return DecisionIds.parse(decisionId)
                .flatMap(id -> handle.attach(DecisionDao.class).findStored(id))
                .filter(decision -> decision.seq() <= synced.last());
    }

    /** With all that was committed before the question, by whatever node. */
    private Synced fresh() {
        try {
            follower.catchUp();
            return synced;
        } catch (RuntimeException e) {
            throw database.isGone(e) ? new LedgerUnavailableException("the database is gone", e) : e;
        }
    }

    /** Looks into memory first; that an account is new is mostly known there. */
    private <T> T look(BiFunction<Lookup, LazyHandle, T> looking) {
        List<Recent> layers = fresh().layers();
        try (LazyHandle handle = new LazyHandle(database.jdbi())) {
            return looking.apply(
                    new Lookup(layers, synced.indexedKeys(), new LookupStatements(handle::connection)), handle);
        } catch (RuntimeException e) {
            throw database.isGone(e) ? new LedgerUnavailableException("the database is gone", e) : e;
        }
    }

    private <T> T read(Function<Handle, T> reading) {
        try {
            return database.jdbi().withHandle(reading::apply);
        } catch (RuntimeException e) {
            if (database.isGone(e)) {
                throw new LedgerUnavailableException("the database is gone", e);
            }
            throw e;
        }
    }
}
