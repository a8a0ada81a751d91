package landfall.assignment;

import java.time.Duration;
import java.util.Set;

/**
 * How calls are decided, from config.yml.
 *
 * @param repeatWindow within which the same account with the same fields is a repeat
 * @param openFor after which an assignment that nobody closed doesn't count as open any more
 * @param ignoreInFingerprint names of fields that don't make a repeat different
 * @param parentCompanyCounts whether an account also belongs to its parent's company
 */
public record Settings(
        Duration repeatWindow, Duration openFor, Set<String> ignoreInFingerprint, boolean parentCompanyCounts) {

    public Settings {
        ignoreInFingerprint = Set.copyOf(ignoreInFingerprint);
    }
}
