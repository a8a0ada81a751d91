package landfall.ruleset;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import landfall.language.Issue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a folder of rules whenever something in it has changed, and nothing has for {@link #SETTLED}: whoever writes
 * several files must not pause longer between them. It looks at sizes and times, which works on every file system. What is
 * refused is logged once, with its issues.
 */
public final class FolderWatch implements AutoCloseable {

    /** How long the folder has to rest. */
    public static final Duration SETTLED = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final long TICK_MILLIS = 250;
    private static final int DEEPEST_FOLDER = 20;

    private final Path folder;
    private final Publisher publisher;
    private final Changes changes;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
            .setNameFormat("folder-watch-%d")
            .setDaemon(true)
            .build());
    private Map<Path, Stamp> published = Map.of();
    private Map<Path, Stamp> seen = Map.of();
    private long seenSince;
    private @Nullable String told;

    /** What shows that a file has changed. */
    private record Stamp(long bytes, long modifiedMillis, @Nullable Object key) {}

    public FolderWatch(Path folder, Publisher publisher, Changes changes) {
        this.folder = folder;
        this.publisher = publisher;
        this.changes = changes;
    }

    /** From now on; what the folder holds now counts as published. */
    public void start() {
        published = stamps();
        seen = published;
        seenSince = System.nanoTime();
        var unused = ticks.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            Map<Path, Stamp> now = stamps();
            if (now.isEmpty()) {
                return;
            }
            if (!now.equals(seen)) {
                seen = now;
                seenSince = System.nanoTime();
            } else if (!now.equals(published) && System.nanoTime() - seenSince >= SETTLED.toNanos()) {
                publish(now);
            }
        } catch (OneAtATime.TooManyException crowd) {
            LOG.debug("Many changes wait; the folder is looked at again soon");
        } catch (RuntimeException | IOException e) {
            tellOnce("The folder of rules can't be read or published now, and will be tried again: " + e);
            LOG.debug("That was", e);
        }
    }

    private void publish(Map<Path, Stamp> now) throws IOException {
        PreparedFolder prepared = publisher.prepare(folder);
        if (!stamps().equals(now)) {
            return;
        }
        Publisher.Report report = changes.inTurn(() -> publisher.publishChange(prepared));
        published = now;
        switch (report.outcome()) {
            case UNCHANGED -> {}
            case PUBLISHED -> {
                told = null;
                LOG.info("The folder of rules has changed: version {} is active", report.version());
            }
            case WAITING_KEPT_ACTIVE, WAITING_NOTHING_ACTIVE ->
                tellOnce("The folder of rules has changed: version " + report.waiting() + " waits for approval");
            case REFUSED_KEPT_ACTIVE, REFUSED_NOTHING_ACTIVE ->
                tellOnce("The folder of rules has changed and is refused for "
                        + report.issues().stream().filter(Issue::isError).count()
                        + " errors; version " + report.version() + " stays active\n"
                        + new IssuePrinter(report.files(), false).print(report.issues()));
            case NOT_COUNTED -> {}
        }
    }

    private void tellOnce(String message) {
        if (!message.equals(told)) {
            LOG.warn("{}", message);
            told = message;
        }
    }

    /** Of every file, by path; what can't be read has none. */
    private Map<Path, Stamp> stamps() {
        Map<Path, Stamp> stamps = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder, DEEPEST_FOLDER, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                if (attributes.isRegularFile()) {
                    stamps.put(
                            file,
                            new Stamp(
                                    attributes.size(),
                                    attributes.lastModifiedTime().toMillis(),
                                    attributes.fileKey()));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Whatever is being replaced just now will be there at the next look.
            stamps.clear();
        }
        return stamps;
    }

    @Override
    public void close() {
        ticks.shutdown();
        try {
            ticks.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
