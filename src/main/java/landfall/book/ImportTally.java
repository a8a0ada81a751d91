package landfall.book;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import landfall.assignment.Imports.Prepared;
import landfall.assignment.Imports.Taken;
import landfall.book.RowReading.Read;
import org.jspecify.annotations.Nullable;

/** What came of the rows of an import so far. One thread counts; any may look. */
final class ImportTally {

    /** Names of columns that are told. */
    private static final int MOST_COLUMNS = 500;

    private final String id = UUID.randomUUID().toString();
    private final Instant begunAt;
    private final String by;
    private final @Nullable String file;
    private final IssueSpool issues;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong changed = new AtomicLong();
    private final AtomicLong unchanged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong issueCount = new AtomicLong();
    private final Set<String> leftOut = new ConcurrentSkipListSet<>();
    private volatile String state = "running";
    private volatile @Nullable Instant endedAt;

    ImportTally(Instant begunAt, String by, @Nullable String file, IssueSpool issues) {
        this.begunAt = begunAt;
        this.by = by;
        this.file = file;
        this.issues = issues;
    }

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

    private void tell(List<RowIssue> more) {
        more.forEach(issues::add);
        issueCount.addAndGet(more.size());
    }

    void end(boolean done, Instant now) {
        endedAt = now;
        state = done ? "done" : "failed";
    }

    ImportAnswer answer() {
        return new ImportAnswer(
                id,
                read.get(),
                added.get(),
                changed.get(),
                unchanged.get(),
                refused.get(),
                issueCount.get(),
                List.copyOf(leftOut),
                List.of());
    }

    ImportView view() {
        return new ImportView(
                id,
                begunAt,
                endedAt,
                by,
                file,
                state,
                read.get(),
                added.get(),
                changed.get(),
                unchanged.get(),
                refused.get(),
                issueCount.get());
    }
}
