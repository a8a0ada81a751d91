package landfall.webhooks;

import java.time.Instant;

/** Whether a receiver is down, and until when it is left alone. For the thread of its {@link Outbox}. */
final class Outage {

    private static final int DOWN_AFTER = 20;

    private final RetrySchedule schedule;
    private int failuresInRow;
    private int failedProbes;
    private Instant holdUntil = Instant.MIN;

    Outage(RetrySchedule schedule) {
        this.schedule = schedule;
    }

    /** It failed so often in a row that one attempt at a time is enough. */
    boolean isDown() {
        return failuresInRow >= DOWN_AFTER;
    }

    boolean holds(Instant now) {
        return now.isBefore(holdUntil);
    }

    /** The later one of this moment and the end of the pause. */
    Instant notBefore(Instant moment) {
        return moment.isAfter(holdUntil) ? moment : holdUntil;
    }

    void delivered() {
        failuresInRow = 0;
        failedProbes = 0;
    }

    /** Somebody says that it is there again. */
    void forget() {
        delivered();
        holdUntil = Instant.MIN;
    }

    /** @param probe whether the attempt was made while it was down */
    void failed(Outcome outcome, boolean probe) {
        failuresInRow++;
        if (outcome.retryAfter() != null) {
            holdUntil = notBefore(outcome.at().plus(outcome.retryAfter()));
        }
        if (isDown() && (probe || failuresInRow == DOWN_AFTER)) {
            holdUntil = notBefore(outcome.at().plus(schedule.outage(failedProbes++)));
        }
    }
}
