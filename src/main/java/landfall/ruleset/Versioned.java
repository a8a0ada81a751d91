package landfall.ruleset;

import java.util.Locale;

/** What has versions. */
public enum Versioned {
    RULES(VersionDao.RULE_SETS),
    ROSTER(VersionDao.ROSTERS);

    private final String table;

    Versioned(String table) {
        this.table = table;
    }

    String table() {
        return table;
    }

    /** What a call is told whose version there is none of. */
    public String unknown(String beginning) {
        return "There is no version " + beginning + " of the " + word()
                + ", or several that begin so; at least eight digits are needed.";
    }

    /** As it is stored, in lower case. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
