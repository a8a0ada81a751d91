package landfall.account;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Regions of which the country isn't known. */
final class Regions {

    private Regions() {}

    /** The place of a code with its country, or of a name that means one. */
    static @Nullable String anywhere(String text) {
        String place = Subdivisions.place(text);
        if (place != null) {
            return place;
        }
        return Subdivisions.isCode(text) ? null : Subdivisions.anywhere(text);
    }

    /** The code of a subdivision, in whatever country; null where none has it. */
    static @Nullable String codeAlone(String text) {
        String code = text.toUpperCase(Locale.ROOT);
        return Subdivisions.isCode(code) ? code : null;
    }
}
