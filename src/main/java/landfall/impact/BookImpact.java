package landfall.impact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import landfall.assignment.CanonicalJson;
import landfall.assignment.DecisionRecord.Matched;
import landfall.assignment.RoutedAccount;
import landfall.engine.Moment;
import landfall.engine.RuleDifference;
import landfall.facts.Account;
import landfall.impact.Draft.Looked;
import landfall.language.Rule;
import landfall.ledger.Book;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.PlayedTurns;
import org.jspecify.annotations.Nullable;

/**
 * The impact on the whole book. Accounts are looked at in the order of their latest decisions, by many threads; those that may
 * move wait in a {@link SortedSpill} and are decided in the order of accounts (source, then id, by code points): first
 * those that decide for themselves, then those that follow their company. So the same book and draft give the same moves.
 */
final class BookImpact {

    private static final int IN_MEMORY = 16 << 20;
    private static final int PART = 256;

    private final Draft now;
    private final Draft draft;
    private final RuleNumbers draftRules;
    private final Instant at;
    private final Executor cores;
    private final Selection selection;
    private final Tally tally;

    BookImpact(CompiledRuleSet active, CompiledRuleSet draft, Instant at, Executor cores) {
        this(active, draft, at, cores, Selection.ALL);
    }

    BookImpact(CompiledRuleSet active, CompiledRuleSet draft, Instant at, Executor cores, Selection selection) {
        this.selection = selection;
        this.now = new Draft(active, at);
        this.draft = new Draft(draft, at);
        this.draftRules = new RuleNumbers(draft.checked().rules());
        this.at = at;
        this.cores = cores;
        this.tally = new Tally(this.now, this.draft);
    }

    /**
     * An account that may move.
     *
     * @param standing number of the decision that says by which rule it is where it is; 0 where that is known
     * @param rotated whether there was a rotation for it where it fell back
     * @param matched numbers of the draft's rules that match it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Candidate(Held held, long standing, boolean rotated, boolean byActiveRulesToo, int @Nullable [] matched) {
        private static final int[] NONE = {};

        Candidate {
            // what is empty is left out where it waits in a file
            matched = matched == null ? NONE : matched;
        }
    }

    /** A {@link Candidate} as it is written down. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Waiting(byte[] key, byte[] value) {}

    /**
     * An account as it was looked at; nothing waits: it stays.
     *
     * @param kept where it might have moved, and is held; else null
     */
    private record Seen(Held held, Position after, @Nullable Waiting waiting, @Nullable KeptAccount kept) {}

    /**
     * Reads the book.
     *
     * @param turns that movers take, on a copy of the rotations
     * @param progress hears of 0 to 1000; may throw to break off
     */
    Impact run(Book book, PlayedTurns turns, MoveListener moves, LongConsumer progress) {
        int ahead = 2 * Runtime.getRuntime().availableProcessors();
        try (SortedSpill spill = new SortedSpill(IN_MEMORY);
                RuleDifference difference = now.differenceTo(draft, Set.of())) {
            long candidates = 0;
            ParallelMap<List<Book.Row>, List<Seen>> looking =
                    new ParallelMap<>(book::next, rows -> look(rows, book, difference), cores, ahead);
            for (List<Seen> part = looking.next(); part != null; part = looking.next()) {
                for (Seen seen : part) {
                    Waiting waiting = seen.waiting();
                    if (seen.kept() != null) {
                        moves.kept(seen.kept());
                    }
                    if (waiting == null) {
                        tally.add(seen.held(), new DraftTurns.Decided(seen.after(), ""), false);
                    } else {
                        spill.add(waiting.key(), waiting.value());
                        candidates++;
                    }
                }
                progress.accept(share(book.position(), book.last(), 0, 700));
            }
            decide(spill, candidates, book, turns, moves, progress);
        }
        return tally.impact(at);
    }

    private List<Seen> look(List<Book.Row> all, Book book, RuleDifference difference) {
        List<Seen> seen = new ArrayList<>(all.size());
        List<Book.Row> rows = new ArrayList<>(all.size());
        List<Selection.Asked> selected = new ArrayList<>(all.size());
        List<Held> held = new ArrayList<>(all.size());
        for (Book.Row row : all) {
            RoutedAccount routed = CanonicalJson.routed(row.decision());
            Held each = Held.of(row, routed);
            Selection.Asked account = new Selection.Asked(each, routed.companyKeys());
            if (selection.takes(account)) {
                rows.add(row);
                selected.add(account);
                held.add(each);
            } else {
                seen.add(new Seen(each, each.before(), null, null));
            }
        }
        look(rows, selected, held, book, difference, seen);
        return seen;
    }

    private void look(
            List<Book.Row> rows,
            List<Selection.Asked> selected,
            List<Held> held,
            Book book,
            RuleDifference difference,
            List<Seen> seen) {
        Moment moment = draft.moment();
        List<Draft.Seen> byDraft = draft.see(held.stream().map(Held::account).toList(), moment);
        ByActiveRules byActive = new ByActiveRules(held, byDraft, difference);
        BitSet asked = new BitSet();
        for (int i = 0; i < held.size(); i++) {
            asked.set(i, !held.get(i).before().isAssigned());
        }
        byActive.look(asked);
        Looked[] looked = new Looked[held.size()];
        for (int i = 0; i < looked.length; i++) {
            boolean rotated = byActive.rotates(i);
            looked[i] = draft.look(held.get(i), byDraft.get(i), rotated, moment);
            asked.set(i, !stays(looked[i], owner(book, held.get(i).company(), draft), moment));
        }
        byActive.look(asked);
        for (int i = 0; i < looked.length; i++) {
            Held each = held.get(i);
            if (!asked.get(i)) {
                seen.add(new Seen(each, after(looked[i]), null, null));
                continue;
            }
            Instant until = KeptAccount.until(rows.get(i), selected.get(i), selection, at);
            seen.add(
                    until == null
                            ? new Seen(
                                    each,
                                    each.before(),
                                    waiting(candidate(rows.get(i), i, looked[i], byActive, book)),
                                    null)
                            : new Seen(each, each.before(), null, KeptAccount.of(each, until)));
        }
    }

    /** Whether an account stays as it is whatever becomes of the others. */
    private boolean stays(Looked looked, Companies.@Nullable Owner company, Moment moment) {
        Position before = looked.held().before();
        if (!draft.keeps(looked, company)) {
            return false;
        }
        if (!before.isAssigned()) {
            return draft.rotates(looked.seen(), moment);
        }
        return !(company != null && draft.follows(looked, company))
                && !before.isByCompany()
                && draft.stays(looked).isSame(before);
    }

    private Position after(Looked looked) {
        return looked.held().before().isAssigned()
                ? draft.stays(looked)
                : looked.held().before();
    }

    private Candidate candidate(Book.Row row, int number, Looked looked, ByActiveRules byActive, Book book) {
        Held held = looked.held();
        boolean byActiveToo = !now.keeps(byActive.looked(number), owner(book, held.company(), now));
        boolean placeKnown = held.before().place() != null || row.rule() == null || row.standing() == row.seq();
        return new Candidate(
                held,
                placeKnown ? 0 : row.standing(),
                byActive.rotates(number),
                byActiveToo,
                draftRules.numbers(looked.seen().matched()));
    }

    private static Waiting waiting(Candidate candidate) {
        return new Waiting(key(candidate.held()), CanonicalJson.bytes(candidate));
    }

    /** Some accounts by the active rules, as far as they are asked; for one thread. */
    private final class ByActiveRules {
        private final List<Held> held;
        private final List<Draft.Seen> byDraft;
        private final RuleDifference difference;
        private final Moment moment = now.moment();
        private final @Nullable Looked[] looked;

        ByActiveRules(List<Held> held, List<Draft.Seen> byDraft, RuleDifference difference) {
            this.held = held;
            this.byDraft = byDraft;
            this.difference = difference;
            this.looked = new @Nullable Looked[held.size()];
        }

        /** Those of them that weren't looked at yet. */
        void look(BitSet asked) {
            int[] fresh = asked.stream().filter(i -> looked[i] == null).toArray();
            List<Account> accounts =
                    Arrays.stream(fresh).mapToObj(i -> held.get(i).account()).toList();
            List<List<Rule>> known =
                    Arrays.stream(fresh).mapToObj(i -> byDraft.get(i).matched()).toList();
            List<Draft.Seen> seen = now.see(accounts, difference.match(accounts, known, moment), moment);
            for (int i = 0; i < fresh.length; i++) {
                looked[fresh[i]] = now.look(held.get(fresh[i]), seen.get(i), true, moment);
            }
        }

        Looked looked(int number) {
            return Objects.requireNonNull(looked[number]);
        }

        /** Whether there is a rotation for one that isn't assigned. */
        boolean rotates(int number) {
            return !held.get(number).before().isAssigned()
                    && now.rotates(looked(number).seen(), moment);
        }
    }

    private static Companies.@Nullable Owner owner(Book book, long company, Draft by) {
        Book.CompanyOwner owner = book.companyOwner(company);
        return owner == null || !by.isActive(owner.rep()) ? null : new Companies.Owner(owner.rep(), owner.territory());
    }

    /** Accounts in order; those that follow their company behind all others. */
    private static byte[] key(Held held) {
        byte[] source = held.source().getBytes(StandardCharsets.UTF_8);
        byte[] id = held.externalId().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + source.length + id.length)
                .put((byte) (held.before().isByCompany() ? 1 : 0))
                .put(source)
                .put((byte) 0)
                .put(id)
                .array();
    }

    private record Ready(Looked looked, boolean byActiveRulesToo) {}

    private void decide(
            SortedSpill spill,
            long candidates,
            Book book,
            PlayedTurns turns,
            MoveListener moves,
            LongConsumer progress) {
        DraftTurns deciding = new DraftTurns(draft, turns, companies(book));
        Iterator<byte[]> values = spill.values();
        ParallelMap<List<byte[]>, List<Ready>> looking = new ParallelMap<>(
                () -> part(values),
                part -> ready(part, book),
                cores,
                2 * Runtime.getRuntime().availableProcessors());
        long done = 0;
        for (List<Ready> part = looking.next(); part != null; part = looking.next()) {
            Moment moment = draft.moment();
            for (Ready ready : part) {
                Looked looked = ready.looked();
                DraftTurns.Decided decided = deciding.decide(looked, moment);
                Move move = tally.add(looked.held(), decided, ready.byActiveRulesToo());
                if (move != null) {
                    moves.move(move, decided.turn());
                }
            }
            done += part.size();
            progress.accept(share(done, candidates, 700, 1000));
        }
    }

    private static @Nullable List<byte[]> part(Iterator<byte[]> values) {
        List<byte[]> part = new ArrayList<>(PART);
        while (part.size() < PART && values.hasNext()) {
            part.add(values.next());
        }
        return part.isEmpty() ? null : part;
    }

    private List<Ready> ready(List<byte[]> part, Book book) {
        Moment moment = draft.moment();
        List<Ready> ready = new ArrayList<>(part.size());
        for (byte[] value : part) {
            Candidate candidate = CanonicalJson.read(value, Candidate.class);
            Held held = candidate.standing() == 0 ? candidate.held() : placed(candidate, book);
            Draft.Seen seen =
                    draft.see(held.account(), draftRules.rules(Objects.requireNonNull(candidate.matched())), moment);
            ready.add(new Ready(draft.look(held, seen, candidate.rotated(), moment), candidate.byActiveRulesToo()));
        }
        return ready;
    }

    /** With the place of the rule, which the decision has that brought the account to its owner. */
    private static Held placed(Candidate candidate, Book book) {
        Held held = candidate.held();
        Position before = held.before();
        RoutedAccount routed =
                book.decision(candidate.standing()).map(CanonicalJson::routed).orElse(null);
        Matched winner = routed == null ? null : routed.winner();
        if (routed == null || winner == null || !winner.rule().equals(before.rule())) {
            return held;
        }
        return new Held(
                held.source(),
                held.externalId(),
                held.account(),
                before.placed(Draft.place(winner.file(), winner.line()), routed.ruleSetVersion()),
                held.open(),
                held.overlays(),
                held.company());
    }

    private static Companies companies(Book book) {
        return new Companies() {
            @Override
            public @Nullable Owner owner(long company) {
                Book.CompanyOwner owner = book.companyOwner(company);
                return owner == null ? null : new Owner(owner.rep(), owner.territory());
            }

            @Override
            public void give(long company, Owner owner) {
                book.giveCompany(company, new Book.CompanyOwner(owner.rep(), owner.territory()));
            }
        };
    }

    private static long share(long done, long all, long from, long to) {
        return all == 0 ? to : from + (to - from) * done / all;
    }
}
