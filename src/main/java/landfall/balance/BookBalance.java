package landfall.balance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import landfall.assignment.CanonicalJson;
import landfall.facts.Account;
import landfall.impact.ParallelMap;
import landfall.impact.Position;
import landfall.ledger.BookPages;
import landfall.roster.Coordinates;
import landfall.roster.Roster;
import landfall.rotation.Placement.Status;
import org.jspecify.annotations.Nullable;

/** Adds up the whole book, page by page: many threads read accounts, one adds them up in their order. */
final class BookBalance {

    private static final int AHEAD = 8;

    private final Terms terms;
    private final Instant at;
    private final LocalDate openFrom;

    /**
     * How it is added up.
     *
     * @param zone of reps who have none
     * @param openFor after which an assignment that nobody closed doesn't count as open any more
     */
    record Terms(Potential potential, Roster roster, ZoneId zone, Duration openFor) {}

    BookBalance(Terms terms, Instant at) {
        this.terms = terms;
        this.at = at;
        this.openFrom = LocalDate.ofInstant(at.minus(terms.openFor()), ZoneOffset.UTC);
    }

    /**
     * An account with its worth.
     *
     * @param open whether it counts among the open assignments of its rep
     * @param overlays rep by overlay role
     * @param kilometres to its rep; null where it isn't known
     */
    record Seen(
            Account account,
            Position position,
            boolean open,
            Map<String, String> overlays,
            Potential.Value potential,
            @Nullable Double kilometres) {}

    /** @param progress hears how many decisions were looked at; may throw to break off */
    Balance run(BookPages pages, Executor cores, LongConsumer progress) {
        BalanceTally tally = new BalanceTally(terms.roster(), at, terms.zone());
        ParallelMap<List<BookPages.Row>, List<Seen>> looking = new ParallelMap<>(
                pages::next, rows -> rows.stream().map(this::look).toList(), cores, AHEAD);
        for (List<Seen> part = looking.next(); part != null; part = looking.next()) {
            part.forEach(tally::add);
            progress.accept(pages.position());
        }
        return tally.balance();
    }

    private Seen look(BookPages.Row row) {
        Account account = CanonicalJson.routed(row.decision()).account();
        Position position = new Position(row.status(), row.owner(), row.territory(), row.rule(), null, null);
        boolean open = row.open()
                && row.status().equals(Status.ASSIGNED.word())
                && !LocalDate.ofInstant(row.since(), ZoneOffset.UTC).isBefore(openFrom);
        Coordinates there = Coordinates.of(account.latitude(), account.longitude());
        return new Seen(
                account,
                position,
                open,
                row.overlays(),
                terms.potential().of(account),
                there == null ? null : terms.roster().kilometres(row.owner(), there));
    }
}
