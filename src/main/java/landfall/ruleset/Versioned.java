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

    /** As it is stored, in lower case. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
