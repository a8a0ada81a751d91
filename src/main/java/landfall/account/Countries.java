package landfall.account;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Countries by ISO 3166-1 code (two letters, three letters, number) or by name in some forty languages, from CLDR; so the
 * same on every JDK.
 */
final class Countries {

    private static final Map<String, String> BY_CODE = new HashMap<>(2_048);
    private static final Map<String, String> BY_NAME = new HashMap<>(16_384);

    static {
        for (String[] row : ReferenceData.rows("countries.tsv")) {
            BY_CODE.put(row[0], row[0]);
            BY_CODE.put(row[1], row[0]);
            BY_CODE.put(row[2], row[0]);
            for (int i = 3; i < row.length; i++) {
                BY_NAME.putIfAbsent(Spelling.nameKey(row[i]), row[0]);
                String umlauts = Umlauts.spelledOut(row[i]);
                if (umlauts != null) {
                    BY_NAME.putIfAbsent(Spelling.nameKey(umlauts), row[0]);
                }
            }
        }
        for (String[] row : ReferenceData.rows("country-aliases.tsv")) {
            for (int i = 1; i < row.length; i++) {
                BY_NAME.put(Spelling.nameKey(row[i]), row[0]);
            }
        }
    }

    private Countries() {}

    /** The two-letter code, or a place such as {@code GB-SCT} where the name is that of a part of a country. */
    static @Nullable String find(String text) {
        String byCode = byCode(text.toUpperCase(Locale.ROOT));
        return byCode != null ? byCode : byName(text);
    }

    /** The two-letter codes, ascending. */
    static List<String> codes() {
        return BY_CODE.values().stream().distinct().sorted().toList();
    }

    /** By code in upper case. */
    static @Nullable String byCode(String code) {
        return code.length() == 2 || code.length() == 3 ? BY_CODE.get(code) : null;
    }

    /** By name alone; like {@link #find} it may give a place. */
    static @Nullable String byName(String text) {
        String key = Spelling.nameKey(text);
        String found = BY_NAME.get(key);
        if (found == null && key.startsWith("the ")) {
            found = BY_NAME.get(key.substring(4));
        }
        return found;
    }
}
