package landfall.language;

import java.util.Locale;

/** An error keeps a rule set from being published; a warning does not. */
public enum Severity {
    ERROR,
    WARNING;

    /** As it is printed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
