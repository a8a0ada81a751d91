package landfall.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a failed attempt is repeated. Each pause is up to a fifth longer by chance, so that not everything comes at once. */
final class RetrySchedule {

    private static final Duration LONGEST_OUTAGE_PAUSE = Duration.ofMinutes(5);
    private static final double JITTER = 0.2;

    private final List<Duration> pauses;
    private final RandomGenerator random;

    RetrySchedule(List<Duration> pauses, RandomGenerator random) {
        this.pauses = List.copyOf(pauses);
        this.random = random;
    }

    /**
     * How long to wait after an event's failed attempt.
     *
     * @param attempts failed ones, from 1
     * @return empty where it is given up
     */
    Optional<Duration> after(int attempts) {
        return attempts > pauses.size() ? Optional.empty() : Optional.of(jittered(pauses.get(attempts - 1)));
    }

    /**
     * How long to leave a receiver alone that is down: the first pause, then twice as long each time, up to five minutes.
     *
     * @param attempts failed ones since it is known to be down, from 0
     */
    Duration outage(int attempts) {
        Duration doubled = pauses.get(0).multipliedBy(1L << Math.min(attempts, 20));
        return jittered(doubled.compareTo(LONGEST_OUTAGE_PAUSE) > 0 ? LONGEST_OUTAGE_PAUSE : doubled);
    }

    private Duration jittered(Duration pause) {
        return pause.plusNanos((long) (pause.toNanos() * JITTER * random.nextDouble()));
    }
}
