package landfall.webhooks;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt.
 *
 * @param status of the answer; 0 where none came
 * @param failure why it failed; null where it succeeded
 * @param retryAfter how long the receiver wants to be left alone; null where it says nothing
 */
record Outcome(Instant at, int status, @Nullable String failure, @Nullable Duration retryAfter) {

    private static final int GONE = 410;

    boolean delivered() {
        return failure == null;
    }

    /** The receiver says that it wants nothing any more. */
    boolean gone() {
        return status == GONE;
    }
}
