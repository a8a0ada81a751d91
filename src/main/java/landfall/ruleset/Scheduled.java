package landfall.ruleset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An activation that was put off.
 *
 * @param end how it ended; null while it is pending
 */
public record Scheduled(
        String id,
        String version,
        Instant at,
        String by,
        Instant scheduledAt,
        String reason,
        @Nullable String ticket,
        @Nullable End end) {

    /**
     * How it ended.
     *
     * @param outcome {@code done}, {@code failed} or {@code cancelled}
     * @param detail why, where it failed or was cancelled
     */
    public record End(String outcome, Instant at, String by, String detail) {}

    static Scheduled of(ScheduleDao.Row row) {
        End end = row.outcome() == null || row.endedAt() == null
                ? null
                : new End(
                        row.outcome(),
                        row.endedAt().toInstant(),
                        String.valueOf(row.endedBy()),
                        String.valueOf(row.detail()));
        return new Scheduled(
                row.id(),
                row.ruleSetVersion(),
                row.dueAt().toInstant(),
                row.scheduledBy(),
                row.scheduledAt().toInstant(),
                row.reason(),
                row.ticket(),
                end);
    }
}
