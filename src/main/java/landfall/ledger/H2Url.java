package landfall.ledger;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Completes an H2 URL by the settings that the ledger needs; what the URL says itself stays. */
final class H2Url {
    private static final String PREFIX = "jdbc:h2:";

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
        // Pages are read while they are needed again: the index's inner pages, recent decisions. In kilobytes.
        settings.put("CACHE_SIZE", "131072");
        // Statements kept parsed, by session: the lane has some twenty.
        settings.put("QUERY_CACHE_SIZE", "64");
        // A lock is held for one transaction of the lane or the indexer; longer means that something is wrong.
        settings.put("LOCK_TIMEOUT", "5000");
        StringBuilder completed = new StringBuilder(url);
        String given = url.toUpperCase(Locale.ROOT);
        settings.forEach((name, value) -> {
            if (!given.contains(";" + name + "=")) {
                completed.append(';').append(name).append('=').append(value);
            }
        });
        return completed.toString();
    }

    static boolean isFile(String url) {
        return !url.startsWith(PREFIX + "mem:");
    }
}
