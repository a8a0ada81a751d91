package landfall.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the newest checkpoint at one place outside of the database; what fails is counted and tried again. */
public final class CheckpointKeeper {

    /** Between two checkpoints. */
    public static final Duration PAUSE = Duration.ofSeconds(1);

    private final CheckpointPlace place;
    private final SealedLog log;
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean failing;

    CheckpointKeeper(CheckpointPlace place, SealedLog log) {
        this.place = place;
        this.log = log;
    }

    /** One for each place of the settings. */
    public static List<CheckpointKeeper> of(CheckpointSettings settings, SealedLog log) {
        List<CheckpointKeeper> keepers = new ArrayList<>();
        if (settings.file() != null) {
            keepers.add(new CheckpointKeeper(new CheckpointFile(settings.file()), log));
        }
        if (settings.url() != null) {
            keepers.add(new CheckpointKeeper(new CheckpointPost(settings.url()), log));
        }
        return keepers;
    }

    /**
     * How it stands.
     *
     * @param place {@code file} or {@code url}
     * @param failing whether the last attempt failed
     */
    public record Figures(String place, long failures, boolean failing) {}

    /** Asks no database. */
    public Figures figures() {
        return new Figures(place.kind(), failures.get(), failing);
    }

    /**
     * Puts the newest checkpoint there, where there is one.
     *
     * @throws UncheckedIOException where that fails, saying why
     */
    public void tick() {
        if (log.head().isEmpty()) {
            return;
        }
        try {
            place.put(log);
            failing = false;
        } catch (IOException e) {
            failing = true;
            failures.incrementAndGet();
            throw new UncheckedIOException(
                    "A checkpoint could not be kept outside (" + place.kind() + "): " + e.getMessage(), e);
        }
    }
}
