package landfall.quality;

import com.google.common.collect.Iterables;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import landfall.assignment.DecisionKinds;
import landfall.ledger.Ledger;
import landfall.ledger.StoredDecision;
import landfall.ruleset.ActiveRuleSet;
import org.jdbi.v3.core.Jdbi;

/**
 * Counts the ledger's decisions once each, behind the calls, in the order of commits; whichever node comes to it. What it counted
 * and how far it is are written in one transaction. Safe for any number of threads.
 */
public final class Quality {

    /** Decisions that one round counts. */
    public static final int ROUND = 20_000;

    /** Those that it counts while many come, and before a report: a tenth of a second's work. */
    private static final int SLICE = 2_000;
    /** More than so many between two looks: the processors are the callers'. */
    private static final long BUSY = 5_000;

    /** Decisions that are counted in one transaction: commits of calls wait meanwhile. */
    private static final int PAGE = 500;

    private static final int MOST_ROWS = 20_000;
    /** Callers choose what they send: beyond so many different values no new one is told. */
    private static final int MOST_VALUES = 20_000;

    private final Jdbi jdbi;
    private final Consumer<Runnable> durably;
    private final Ledger ledger;
    private final ActiveRuleSet active;
    private final ZoneId zone;
    private long seen;

    /**
     * Over the ledger's database.
     *
     * @param durably runs what writes, and returns once it is on disk
     * @param zone by which days begin
     */
    public Quality(Jdbi jdbi, Consumer<Runnable> durably, Ledger ledger, ActiveRuleSet active, ZoneId zone) {
        this.jdbi = jdbi;
        this.durably = durably;
        this.ledger = ledger;
        this.active = active;
        this.zone = zone;
    }

    /**
     * What is told of a time.
     *
     * @param left decisions that are not counted yet
     */
    public record Report(List<DayRow> days, List<ValueRow> values, List<DuplicateRow> duplicates, long left) {}

    /** Counts what is new: a round of it, or a slice while many calls come. */
    public synchronized void tick() {
        long now = ledger.count();
        boolean busy = now - seen > BUSY;
        seen = now;
        count(busy ? SLICE : ROUND);
    }

    /** Counts at most so many of what is new, a few at a time; returns how many decisions were looked at. */
    public synchronized int count(int most) {
        Set<String> industries = active.find()
                .map(activation -> KnownIndustries.of(activation.rules().checked()))
                .orElse(Set.of());
        int looked = 0;
        while (looked < most) {
            int asked = Math.min(PAGE, most - looked);
            int some = countSome(asked, industries);
            looked += some;
            if (some < asked) {
                break;
            }
        }
        return looked;
    }

    private int countSome(int most, Set<String> industries) {
        long position = jdbi.withExtension(QualityDao.class, QualityDao::position);
        List<StoredDecision> page = ledger.listAfter(position, most);
        if (page.isEmpty()) {
            return 0;
        }
        Set<String> kinds = new HashSet<>(DecisionKinds.ofAccounts());
        Tally tally = new Tally(zone, industries);
        page.stream().filter(decision -> kinds.contains(decision.kind())).forEach(tally::add);
        write(tally, position, page.get(page.size() - 1).seq());
        return page.size();
    }

    private void write(Tally tally, long from, long to) {
        durably.accept(() -> jdbi.useTransaction(handle -> {
            QualityDao dao = handle.attach(QualityDao.class);
            if (dao.lock() != from) {
                // Another node has counted these.
                return;
            }
            duplicates(tally, dao);
            tally.days().forEach((key, figures) -> {
                if (dao.addDay(key.day(), key.source(), figures) == 0) {
                    dao.insertDay(key.day(), key.source(), figures);
                }
            });
            values(tally, dao);
            dao.move(to);
        }));
    }

    /** Prints are written in their order: neighbours lie on one page. */
    private static void duplicates(Tally tally, QualityDao dao) {
        Set<Long> prints = new TreeSet<>();
        tally.prints().forEach(each -> prints.add(each.print()));
        Set<Long> known = new HashSet<>();
        for (List<Long> some : Iterables.partition(prints, PAGE)) {
            known.addAll(dao.known(some));
        }
        prints.removeAll(known);
        for (List<Long> some : Iterables.partition(prints, PAGE)) {
            dao.insertPrints(some);
        }
        List<DuplicateRow> duplicates = new ArrayList<>();
        for (Tally.Print each : tally.prints()) {
            if (!known.add(each.print())) {
                tally.addDuplicate(each.row());
                duplicates.add(each.row());
            }
        }
        Tally.together(duplicates).forEach(row -> {
            if (dao.addDuplicate(row) == 0) {
                dao.insertDuplicate(row);
            }
        });
    }

    private static void values(Tally tally, QualityDao dao) {
        List<ValueRow> rows = tally.values();
        boolean full = !rows.isEmpty() && dao.countValues() >= MOST_VALUES;
        for (ValueRow row : rows) {
            if (dao.addValue(row) == 0 && !full) {
                dao.insertValue(row);
            }
        }
    }

    /**
     * Tells what was counted, after one more slice.
     *
     * @param to the last day
     * @param most values, and duplicates, that are told
     */
    public Report report(LocalDate from, LocalDate to, int most) {
        count(SLICE);
        return jdbi.withExtension(
                QualityDao.class,
                dao -> new Report(
                        dao.days(from, to, MOST_ROWS + 1),
                        dao.values(from, to, most),
                        dao.duplicates(from, most),
                        ledger.count() - dao.position()));
    }

    static boolean isTooLong(Report report) {
        return report.days().size() > MOST_ROWS;
    }

    static int mostRows() {
        return MOST_ROWS;
    }

    ZoneId zone() {
        return zone;
    }
}
