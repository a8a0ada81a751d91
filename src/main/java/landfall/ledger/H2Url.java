package landfall.ledger;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Completes an H2 URL by the settings that the ledger needs; what the URL says itself stays. */
final class H2Url {
    private static final String PREFIX = "jdbc:h2:";
    private static final String ORDERED = PREFIX + OrderedPath.SCHEME + ":";
    /** One letter is a drive. */
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]+:");

    private H2Url() {}

    static String complete(String url, Durability durability) {
        if (!url.startsWith(PREFIX)) {
            throw new IllegalArgumentException("database.url must be one of embedded H2, jdbc:h2:file:…, not " + url);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        // Written at each commit: H2 would wait for half a second, and a kill would take what was written since.
        settings.put("WRITE_DELAY", durability.writeDelay());
        // The lane drains and closes; H2's own shutdown hook would close the file under it.
        settings.put("DB_CLOSE_ON_EXIT", "FALSE");
        // What is no longer needed may be overwritten so soon; H2File sees to it that this is safe. In milliseconds.
        settings.put("RETENTION_TIME", "2000");
        // The index's inner pages and the newest decisions, in kilobytes. What is kept longer than it is used only
        // makes
        // the collector's pauses longer.
        settings.put("CACHE_SIZE", "16384");
        // Statements kept parsed, by session: the lane has some twenty.
        settings.put("QUERY_CACHE_SIZE", "64");
        // A lock is held for one transaction of the lane or the indexer; longer means that something is wrong.
        settings.put("LOCK_TIMEOUT", "5000");
        String ordered = ordered(url);
        if (isOrdered(ordered)) {
            // Else the first store after a crash could be written over chunks by which H2 finds the newest one; H2File
            // ends
            // it.
            settings.put("REUSE_SPACE", "FALSE");
        }
        StringBuilder completed = new StringBuilder(ordered);
        String given = url.toUpperCase(Locale.ROOT);
        settings.forEach((name, value) -> {
            if (!given.contains(";" + name + "=")) {
                completed.append(';').append(name).append('=').append(value);
            }
        });
        return completed.toString();
    }

    /** A plain file becomes an {@link OrderedFile}; what names another of H2's file systems stays. */
    private static String ordered(String url) {
        String place = url.substring(PREFIX.length());
        String path = place.startsWith("file:") ? place.substring("file:".length()) : place;
        boolean plain = !SCHEME.matcher(path).lookingAt();
        return plain ? ORDERED + path : url;
    }

    /** The file that a URL names, completed or not; empty for what is no file, or of another of H2's file systems. */
    static Optional<Path> file(String url) {
        if (!url.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String place = url.split(";", 2)[0].substring(PREFIX.length());
        String path = Stream.of("file:", OrderedPath.SCHEME + ":")
                .filter(place::startsWith)
                .findFirst()
                .map(scheme -> place.substring(scheme.length()))
                .orElse(place);
        String home = System.getProperty("user.home", "");
        return SCHEME.matcher(path).lookingAt()
                ? Optional.empty()
                : Optional.of(Path.of((path.startsWith("~/") ? home + path.substring(1) : path) + ".mv.db"));
    }

    /** Whether its writes are ordered; not so in memory, and in other file systems of H2. */
    static boolean isOrdered(String url) {
        return url.startsWith(ORDERED);
    }
}
