package landfall.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import landfall.assignment.Imports.Prepared;
import landfall.assignment.Imports.Taken;
import landfall.book.RowReading.Read;
import org.jspecify.annotations.Nullable;

/** What came of the rows of an import so far. One thread counts; any may look. */
final class ImportTally {

    /** Issues that are told; the rest is counted. */
    static final int MOST_ISSUES = 1_000;
    /** Names of columns that are told. */
    private static final int MOST_COLUMNS = 500;

    private final AtomicLong read = new AtomicLong();
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong changed = new AtomicLong();
    private final AtomicLong unchanged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong issueCount = new AtomicLong();
    private final List<RowIssue> issues = new ArrayList<>();
    private final Set<String> leftOut = new ConcurrentSkipListSet<>();

    long read() {
        return read.get();
    }

    void countRead() {
        read.incrementAndGet();
    }

    void leftOut(String column) {
        if (leftOut.size() < MOST_COLUMNS) {
            leftOut.add(column);
        }
    }

    /** Recorded, and on disk. */
    void taken(long row, Read reading, @Nullable Prepared prepared, Taken taken) {
        if (prepared != null && prepared.known() == null) {
            added.incrementAndGet();
        } else {
            changed.incrementAndGet();
        }
        tell(reading.issues());
        taken.companyOwner()
                .ifPresent(owner -> tell(List.of(RowIssue.of(
                        row,
                        null,
                        null,
                        RowFault.COMPANY_CONFLICT,
                        "Its company belongs to " + owner + "; the account stays with its owner of the book.",
                        null))));
    }

    /** Refused, or nothing new. */
    void settled(Read reading, @Nullable Prepared prepared) {
        if (prepared == null) {
            refused.incrementAndGet();
        } else {
            unchanged.incrementAndGet();
        }
        tell(reading.issues());
    }

    private synchronized void tell(List<RowIssue> more) {
        issueCount.addAndGet(more.size());
        for (RowIssue issue : more) {
            if (issues.size() < MOST_ISSUES) {
                issues.add(issue);
            }
        }
    }

    synchronized ImportAnswer answer() {
        return new ImportAnswer(
                read.get(),
                added.get(),
                changed.get(),
                unchanged.get(),
                refused.get(),
                issueCount.get(),
                List.copyOf(leftOut),
                List.copyOf(issues));
    }
}
