package landfall.account;

import org.jspecify.annotations.Nullable;

/** German's other spelling: Thüringen, Thueringen. */
final class Umlauts {

    private Umlauts() {}

    /** With {@code ae oe ue}, or null for a name without umlauts. */
    static @Nullable String spelledOut(String name) {
        boolean any = false;
        for (int i = 0; i < name.length() && !any; i++) {
            any = "äöüÄÖÜ".indexOf(name.charAt(i)) >= 0;
        }
        return any
                ? name.replace("ä", "ae")
                        .replace("ö", "oe")
                        .replace("ü", "ue")
                        .replace("Ä", "Ae")
                        .replace("Ö", "Oe")
                        .replace("Ü", "Ue")
                : null;
    }
}
