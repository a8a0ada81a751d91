package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import landfall.language.Place;
import landfall.ruleset.ParsedRule;

/**
 * The rules of one file, as they were read.
 *
 * @param rules in the order of the file
 * @param globals the lists that it declares, with the places of their names
 */
record ReadRules(List<ParsedRule> rules, Map<String, List<Place>> globals) {

    ReadRules {
        rules = List.copyOf(rules);
        globals = Map.copyOf(globals);
    }

    /** Those of several sheets of one workbook, in their order. */
    static ReadRules joined(List<ReadRules> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        List<ParsedRule> rules = new ArrayList<>();
        Map<String, List<Place>> globals = new LinkedHashMap<>();
        for (ReadRules part : parts) {
            rules.addAll(part.rules());
            part.globals().forEach((name, places) -> globals.computeIfAbsent(name, key -> new ArrayList<>())
                    .addAll(places));
        }
        return new ReadRules(rules, globals);
    }
}
