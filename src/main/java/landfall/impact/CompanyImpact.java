package landfall.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import landfall.assignment.CanonicalJson;
import landfall.assignment.RoutedAccount;
import landfall.impact.CompanyMoves.Coming;
import landfall.impact.DraftTurns.Decided;
import landfall.ledger.Book;
import landfall.rotation.Placement.Status;
import landfall.ruleset.CompiledRuleSet;

/**
 * The impact on the whole book of companies that come to one owner each. What moves is told in its order first, then the rest is
 * counted; it takes a bit for each decision. For one book.
 */
final class CompanyImpact {

    private static final int PART = 256;
    private static final long TOLD = 600;
    private static final long ALL = 1_000;

    private final CompiledRuleSet rules;
    private final Instant at;
    private final Selection selection;
    private final Executor cores;
    private final Tally tally;
    private final BitSet moved = new BitSet();
    private final List<Coming> waiting = new ArrayList<>(PART);

    CompanyImpact(CompiledRuleSet rules, Instant at, Selection selection, Executor cores) {
        this.rules = rules;
        this.at = at;
        this.selection = selection;
        this.cores = cores;
        Draft asItIs = new Draft(rules, at);
        this.tally = new Tally(asItIs, asItIs);
    }

    /** @param progress hears of 0 to 1000; may throw to break off */
    Impact run(Book book, CompanyMoves moves, Findings findings, LongConsumer progress) {
        String found = moves.each(
                new CompanyMoves.Look(book, rules, at, share -> progress.accept(share * TOLD / ALL)), coming -> {
                    waiting.add(coming);
                    if (waiting.size() == PART) {
                        move(book, findings);
                    }
                });
        move(book, findings);
        rest(book, progress);
        Impact impact = tally.impact(at);
        return impact.withSummary(found + " " + impact.summary());
    }

    private void move(Book book, Findings findings) {
        if (waiting.isEmpty()) {
            return;
        }
        Map<Long, Book.Row> rows = book.rows(waiting.stream().map(Coming::seq).toList());
        waiting.forEach(coming -> move(Objects.requireNonNull(rows.get(coming.seq())), coming, findings));
        waiting.clear();
    }

    private void move(Book.Row row, Coming coming, Findings findings) {
        RoutedAccount routed = CanonicalJson.routed(row.decision());
        Held held = Held.of(row, routed);
        Selection.Asked account = new Selection.Asked(held, routed.companyKeys());
        if (!selection.takes(account)) {
            return;
        }
        Instant until = KeptAccount.until(row, account, selection, at);
        if (until != null) {
            findings.kept(KeptAccount.of(held, until));
            return;
        }
        Position after = new Position(
                Status.ASSIGNED.word(), coming.rep(), coming.territory(), Position.EXISTING_COMPANY, null, null);
        Move move = tally.add(held, new Decided(after, coming.because()), false);
        if (move != null) {
            moved.set((int) row.seq());
            findings.comes(move, coming.company());
        }
    }

    private void rest(Book book, LongConsumer progress) {
        ParallelMap<List<Book.Row>, List<Held>> reading = new ParallelMap<>(
                book::next, this::staying, cores, 2 * Runtime.getRuntime().availableProcessors());
        for (List<Held> part = reading.next(); part != null; part = reading.next()) {
            part.forEach(held -> tally.add(held, new Decided(held.before(), ""), false));
            progress.accept(TOLD + (ALL - TOLD) * book.position() / Math.max(1, book.last()));
        }
    }

    private List<Held> staying(List<Book.Row> rows) {
        return rows.stream()
                .filter(row -> !moved.get((int) row.seq()))
                .map(row -> Held.of(row, CanonicalJson.routed(row.decision())))
                .toList();
    }
}
