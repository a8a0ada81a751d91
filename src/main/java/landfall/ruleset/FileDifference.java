package landfall.ruleset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A file that one version has and another doesn't, or has otherwise. */
public record FileDifference(String path, RuleDifference.How how) {

    /** By path. */
    static List<FileDifference> between(Map<String, byte[]> before, Map<String, byte[]> after) {
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<FileDifference> differences = new ArrayList<>();
        for (String path : paths) {
            byte[] was = before.get(path);
            byte[] is = after.get(path);
            if (was == null) {
                differences.add(new FileDifference(path, RuleDifference.How.ADDED));
            } else if (is == null) {
                differences.add(new FileDifference(path, RuleDifference.How.REMOVED));
            } else if (!Arrays.equals(was, is)) {
                differences.add(new FileDifference(path, RuleDifference.How.CHANGED));
            }
        }
        return differences;
    }
}
