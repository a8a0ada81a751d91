package landfall.ruleset;

import java.util.Locale;

/** What a file of a rule set holds, told by its path alone. */
public enum FileKind {
    /** Rules, wherever they lie. */
    RULES,
    /** Rules written as sentences. */
    SENTENCES,
    /** What sentences mean. */
    MAPPINGS,
    /** Rules as a table, {@code .drl.xlsx} or {@code .drl.csv}, wherever they lie. */
    TABLE,
    /** {@code lists/NAME.csv}. */
    LIST,
    /** {@code lists/aliases/FIELD.csv}. */
    ALIASES,
    /** {@code rates.csv}. */
    RATES,
    /** {@code roster/*.csv} and {@code roster/duty/NAME.csv}. */
    ROSTER,
    /** {@code cases/*.yml}. */
    CASES,
    /** Rules in a form that this version doesn't read. */
    NOT_SUPPORTED,
    /** Something for people to read, samples, or what Excel lays beside an open file; nothing is made of it. */
    NOTE,
    /** Anything else. */
    OTHER;

    public static FileKind of(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".drl")) {
            return RULES;
        }
        if (lower.endsWith(".dslr")) {
            return SENTENCES;
        }
        if (lower.endsWith(".dsl")) {
            return MAPPINGS;
        }
        if (lower.substring(lower.lastIndexOf('/') + 1).startsWith("~$")) {
            return NOTE;
        }
        if (lower.endsWith(".drl.xlsx") || lower.endsWith(".drl.csv")) {
            return TABLE;
        }
        if (lower.endsWith(".xlsx") || lower.endsWith(".xls")) {
            return NOT_SUPPORTED;
        }
        if (path.equals("rates.csv")) {
            return RATES;
        }
        if (isIn(lower, "lists/aliases/", ".csv")) {
            return ALIASES;
        }
        if (isIn(lower, "lists/", ".csv")) {
            return LIST;
        }
        if (isIn(lower, "roster/", ".csv") || isIn(lower, "roster/duty/", ".csv")) {
            return ROSTER;
        }
        if (isIn(lower, "cases/", ".yml") || isIn(lower, "cases/", ".yaml")) {
            return CASES;
        }
        boolean note = lower.endsWith(".md") || lower.endsWith(".txt") || lower.startsWith("samples/");
        return note ? NOTE : OTHER;
    }

    /** The file's name without folder and ending: the name of a list, the field of an alias list. */
    public static String baseName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    private static boolean isIn(String path, String folder, String ending) {
        return path.startsWith(folder)
                && path.endsWith(ending)
                && path.indexOf('/', folder.length()) < 0
                && path.length() > folder.length() + ending.length();
    }
}
