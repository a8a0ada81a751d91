package landfall.ledger;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import landfall.rotation.RotationState;
import org.jspecify.annotations.Nullable;

/** One transaction of the lane: decides proposals in order, each seeing those before it, then writes them all. */
final class Batch {
    private final Synced synced;
    private final News news;
    private final DecisionIds ids;
    private final Recent decided;
    private final Lookup lookup;
    private final LaneStatements statements;

    private final List<Written> written = new ArrayList<>();
    private final List<Paper> papers = new ArrayList<>();
    private final Map<Long, AccountSecret> secrets = new HashMap<>();
    private final TreeMap<String, RotationState> moved = new TreeMap<>();
    private final StandingChanges standings = new StandingChanges();
    private long next;

    /** @param expected proposals */
    Batch(Synced synced, News news, DecisionIds ids, LaneStatements statements, int expected) {
        this.synced = synced;
        this.news = news;
        this.decided = new Recent(news.written().size() + expected);
        news.written().forEach(written -> decided.add(written.entry(), written.answered()));
        this.ids = ids;
        this.lookup = new Lookup(
                Stream.concat(Stream.of(decided), synced.layers().stream()).toList(),
                synced.indexedKeys(),
                statements.lookups());
        this.statements = statements;
        this.next = news.last() + 1;
    }

    /** Throws {@link ProcedureException} for what the procedure throws, and then nothing has changed. */
    Recorded decide(Proposal proposal) {
        IdempotencyKey key = proposal.key();
        if (key != null) {
            Optional<Recorded> before =
                    lookup.event(IndexKey.event(key.caller(), key.key())).map(event -> again(key, event));
            if (before.isPresent()) {
                return before.get();
            }
        }
        Optional<Entry> previous = lookup.find(IndexKey.account(proposal.account()));
        Company company = Company.of(proposal.companyKeys(), lookup);
        UUID id = ids.next();
        long seq = next;
        Secret secret = proposal.personal().isEmpty() ? null : secret(proposal, seq, previous);
        Map<String, String> digests = secret == null ? Map.of() : digests(proposal, secret.key);
        LaneView view = new View(previous.map(Entry::holding), company);
        Decided decision;
        Entry entry;
        Answered answered;
        Paper paper;
        try {
            decision = proposal.procedure().decide(DecisionIds.text(id), digests, view);
            entry = entry(proposal, decision, id, seq, previous, secret, company);
            answered = key == null ? null : Answered.of(seq, key, decision.answer());
            paper = Paper.of(decision, proposal, secret, seq, id);
        } catch (RuntimeException | StackOverflowError e) {
            throw new ProcedureException(e);
        }
        if (secret != null) {
            secrets.put(secret.seq, secret.key);
        }
        decision.moved().forEach(state -> moved.put(state.pool(), state));
        standings.add(previous.orElse(null), entry);
        decided.add(entry, answered);
        written.add(new Written(entry, answered));
        papers.add(paper);
        next++;
        return new Recorded.Answer(DecisionIds.text(id), decision.answer(), false);
    }

    /** A procedure failed, or decided what can't be. */
    static final class ProcedureException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ProcedureException(Throwable cause) {
            super(cause);
        }
    }

    /** All that was decided, to be written and committed. */
    BatchRows rows() {
        Map<Boolean, List<RotationState>> states =
                moved.values().stream().collect(Collectors.partitioningBy(state -> hasMoved(state.pool())));
        return new BatchRows(
                written,
                papers.stream().map(paper -> paper.bytes).toList(),
                papers.stream()
                        .map(paper -> paper.sealed)
                        .flatMap(Stream::ofNullable)
                        .toList(),
                standings,
                states.getOrDefault(false, List.of()),
                states.getOrDefault(true, List.of()));
    }

    private boolean hasMoved(String pool) {
        return news.moved().containsKey(pool) || synced.hasMoved(pool);
    }

    /** Whether the database has it: asked when a commit was not answered. */
    boolean isCommitted(DecisionDao decisions) {
        List<Written> asked = written.isEmpty() ? news.written() : written;
        Entry newest = asked.get(asked.size() - 1).entry();
        return decisions
                .find(newest.seq())
                .filter(found -> found.id().equals(newest.id()))
                .isPresent();
    }

    boolean isEmpty() {
        return written.isEmpty();
    }

    /** Returns once that is on disk upon which it was decided. */
    void awaitNews(LedgerDatabase database) {
        if (!news.isEmpty()) {
            database.sync();
        }
    }

    /** Of each decision. */
    Stream<String> kinds() {
        return written.stream().map(one -> one.entry().kind());
    }

    /** Taken by all rotations together; asked for before it is published. */
    long turns() {
        return moved.values().stream()
                .mapToLong(state -> state.turn() - before(state.pool()).turn())
                .sum();
    }

    /** Where a pool stood before this batch. */
    private RotationState before(String pool) {
        RotationState others = news.moved().get(pool);
        return others == null ? synced.rotation(pool) : others;
    }

    /** Once it is on disk, and so what it was decided upon. */
    void publish() {
        synced.publish(news.written(), news.moved(), news.standings());
        synced.publish(written, moved, standings);
    }

    private static Recorded again(IdempotencyKey key, Written before) {
        String id = DecisionIds.text(before.entry().id());
        Answered answered = Objects.requireNonNull(before.answered());
        return Arrays.equals(answered.fingerprint(), HexFormat.of().parseHex(key.fingerprint()))
                ? new Recorded.Answer(id, answered.answer(), true)
                : new Recorded.KeyConflict(id);
    }

    private record Secret(long seq, AccountSecret key) {}

    /** What is written of a decision besides its entry. */
    private record Paper(byte[] bytes, LaneStatements.@Nullable Sealed sealed) {

        static Paper of(Decided decision, Proposal proposal, @Nullable Secret secret, long seq, UUID id) {
            byte[] bytes = decision.decision().get();
            if (secret == null) {
                return new Paper(bytes, null);
            }
            byte[] fresh = secret.seq == seq ? secret.key.bytes() : null;
            return new Paper(bytes, new LaneStatements.Sealed(seq, fresh, secret.key.seal(id, proposal.personal())));
        }
    }

    private static Map<String, String> digests(Proposal proposal, AccountSecret secret) {
        FreshSecret fresh = proposal.fresh();
        return fresh != null && fresh.secret() == secret ? fresh.digests() : secret.digests(proposal.personal());
    }

    /** The account's secret; a new one where it has none, or where it was erased. */
    private Secret secret(Proposal proposal, long seq, Optional<Entry> previous) {
        Long number = previous.map(Entry::secret).orElse(null);
        if (number != null) {
            AccountSecret secret = secrets.get(number);
            if (secret == null) {
                secret = statements.findSecret(number).map(AccountSecret::new).orElse(null);
            }
            if (secret != null) {
                return new Secret(number, secret);
            }
        }
        FreshSecret fresh = proposal.fresh();
        return new Secret(seq, fresh == null ? AccountSecret.fresh() : fresh.secret());
    }

    private Entry entry(
            Proposal proposal,
            Decided decision,
            UUID id,
            long seq,
            Optional<Entry> previous,
            @Nullable Secret secret,
            Company company) {
        CompanyHolding owning = decision.company();
        if (owning != null && proposal.companyKeys().isEmpty()) {
            throw new IllegalArgumentException("an owner for a company without keys");
        }
        for (RotationState state : decision.moved()) {
            RotationState before = rotation(state.pool());
            if (state.turn() < before.turn() || state.equals(before)) {
                throw new IllegalArgumentException(
                        "pool " + state.pool() + " can't go from turn " + before.turn() + " to " + state.turn());
            }
        }
        boolean belongs = company.founding().isPresent() || owning != null;
        Holding holding = decision.holding();
        Standing standing = holding.standing();
        boolean begins = standing.decisionId().equals(DecisionIds.text(id));
        if (!begins && previous.isEmpty()) {
            throw new IllegalArgumentException("nothing before that an account could stand in");
        }
        return new Entry(
                seq,
                id,
                decision.kind(),
                proposal.account().source(),
                proposal.account().externalId(),
                previous.map(Entry::seq).orElse(null),
                secret == null ? previous.map(Entry::secret).orElse(null) : Long.valueOf(secret.seq),
                holding.status(),
                holding.owner(),
                holding.territory(),
                holding.rule(),
                HexFormat.of().parseHex(holding.fingerprint()),
                holding.decidedAt().truncatedTo(ChronoUnit.MICROS),
                holding.overlays(),
                belongs ? Long.valueOf(company.founding().orElse(seq)) : null,
                belongs ? company.newKeys() : List.of(),
                owning == null ? null : owning.owner(),
                owning == null ? null : owning.territory(),
                company.merged(),
                begins ? seq : previous.get().standing(),
                begins ? id : previous.get().standingId(),
                begins
                        ? standing.since().truncatedTo(ChronoUnit.MICROS)
                        : previous.get().standingSince(),
                standing.open(),
                standing.acceptBy(),
                standing.offered(),
                standing.hold());
    }

    private RotationState rotation(String pool) {
        RotationState state = moved.get(pool);
        return state == null ? before(pool) : state;
    }

    private final class View implements LaneView {
        private final Optional<Holding> holding;
        private final Company company;

        private View(Optional<Holding> holding, Company company) {
            this.holding = holding;
            this.company = company;
        }

        @Override
        public Optional<Holding> holding() {
            return holding;
        }

        @Override
        public Optional<CompanyHolding> company() {
            return company.holding();
        }

        @Override
        public Optional<Owning> owning() {
            return company.owning()
                    .map(entry ->
                            new Owning(entry.kind(), DecisionIds.text(entry.standingId()), entry.standingSince()));
        }

        @Override
        public RotationState rotation(String pool) {
            return Batch.this.rotation(pool);
        }

        @Override
        public int open(String rep, LocalDate from) {
            return synced.load().count(rep, from.toEpochDay())
                    + news.standings().load().count(rep, from.toEpochDay())
                    + standings.load().count(rep, from.toEpochDay());
        }
    }
}
