package landfall.account;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Alias lists by field: spellings that stand for one value; looked up without regard to width, case and blanks. */
final class Aliases {

    private final Map<String, Map<String, String>> byField = new HashMap<>();

    Aliases(Map<String, Map<String, String>> lists) {
        lists.forEach((field, list) -> {
            Map<String, String> byKey = new HashMap<>();
            list.forEach((alias, value) -> byKey.put(Spelling.aliasKey(alias), Spelling.tidy(value)));
            Map<String, String> whole = new HashMap<>();
            byKey.keySet().forEach(key -> whole.put(key, end(byKey, key)));
            byField.put(field, whole);
        });
    }

    /** What this tidy text stands for; itself where no alias is given. */
    String of(String field, String tidy) {
        Map<String, String> list = byField.get(field);
        return list == null ? tidy : list.getOrDefault(Spelling.aliasKey(tidy), tidy);
    }

    /** Follows aliases of aliases, so that a cleaned value is not an alias of another; a circle ends where it began. */
    private static String end(Map<String, String> list, String key) {
        Set<String> seen = new HashSet<>();
        String next = key;
        String value = key;
        while (list.containsKey(next) && seen.add(next)) {
            value = list.getOrDefault(next, value);
            next = Spelling.aliasKey(value);
        }
        return value;
    }
}
