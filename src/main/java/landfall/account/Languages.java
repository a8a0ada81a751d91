package landfall.account;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Languages by BCP 47 tag, ISO 639 code or name, as the tag's primary subtag in lower case. */
final class Languages {

    private static final Map<String, String> BY_CODE = new HashMap<>(1_024);
    private static final Map<String, String> BY_NAME = new HashMap<>(4_096);

    static {
        for (String[] row : ReferenceData.rows("languages.tsv")) {
            BY_CODE.put(row[0], row[0]);
            for (String three : row[1].split(" ", -1)) {
                if (!three.isEmpty()) {
                    BY_CODE.put(three, row[0]);
                }
            }
            for (int i = 2; i < row.length; i++) {
                BY_NAME.putIfAbsent(Spelling.nameKey(row[i]), row[0]);
            }
        }
    }

    private Languages() {}

    /** Null where it is neither. */
    static @Nullable String find(String tidy) {
        int end = 0;
        while (end < tidy.length() && tidy.charAt(end) != '-' && tidy.charAt(end) != '_') {
            end++;
        }
        if (end == 2 || end == 3) {
            String code = BY_CODE.get(tidy.substring(0, end).toLowerCase(Locale.ROOT));
            if (code != null) {
                return code;
            }
        }
        return BY_NAME.get(Spelling.nameKey(tidy));
    }
}
