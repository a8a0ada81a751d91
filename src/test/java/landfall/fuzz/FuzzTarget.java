package landfall.fuzz;

import java.util.Map;
import java.util.TreeMap;
import landfall.assignment.BatchFuzz;
import landfall.ruleset.CasesFuzz;
import landfall.ruleset.RuleSetFuzz;
import landfall.staff.UploadFuzz;

/** Something that reads bytes of a stranger; throws where they break what it promises. */
@FunctionalInterface
public interface FuzzTarget {

    void read(byte[] input) throws Exception;

    /** All of them by name. */
    static Map<String, FuzzTarget> all() {
        Map<String, FuzzTarget> targets = new TreeMap<>();
        targets.putAll(RuleSetFuzz.targets());
        targets.put("cases", CasesFuzz::read);
        targets.put("upload", UploadFuzz::read);
        targets.put("account", BatchFuzz::account);
        targets.put("ndjson", BatchFuzz::ndjson);
        targets.put("batch-csv", BatchFuzz::csv);
        return targets;
    }
}
