package landfall.ruleset;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A version of the rule files, or of the roster's files, as it was published; it never changes.
 *
 * @param version SHA-256 of the files, in hex
 * @param files bytes by path, in order of path
 */
public record PublishedFiles(
        String version, Map<String, byte[]> files, Instant publishedAt, String publishedBy, String message) {

    public PublishedFiles {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }
}
