package landfall.ruleset;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** As they are read. */
    List<RuleFile> ruleFiles() {
        return files.entrySet().stream()
                .map(file -> new RuleFile(file.getKey(), file.getValue()))
                .toList();
    }

    /** The bytes of those files that count, by path. */
    static Map<String, byte[]> bytes(List<RuleFile> files) {
        return files.stream()
                .filter(file -> file.reading() == RuleFile.Reading.WHOLE && file.kind() != FileKind.OTHER)
                .collect(Collectors.toMap(RuleFile::path, RuleFile::bytes));
    }
}
