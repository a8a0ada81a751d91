package landfall.account;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Yes and no as forms and spreadsheets have it. */
final class Truth {

    private static final Set<String> YES = Set.of(
            "true", "t", "yes", "y", "1", "on", "x", "はい", "有", "ja", "j", "oui", "sí", "si", "sim", "wahr", "vrai");
    private static final Set<String> NO =
            Set.of("false", "f", "no", "n", "0", "off", "いいえ", "無", "nein", "non", "não", "nao", "falsch", "faux");

    private Truth() {}

    /** Null where it is neither. */
    static @Nullable Boolean read(String tidy) {
        String word = tidy.toLowerCase(Locale.ROOT);
        return YES.contains(word) ? Boolean.TRUE : NO.contains(word) ? Boolean.FALSE : null;
    }
}
