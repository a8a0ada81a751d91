package landfall.ruleset;

/**
 * How large a rule set may be. Each limit is applied before the work that it protects, and has an issue of its own.
 *
 * @param files number of files
 * @param ruleFileBytes size of one {@code .drl}, {@code .drl.xlsx} or {@code .drl.csv} file
 * @param tableFileBytes size of one list, alias list, roster or case file
 * @param rules number of rules in all files
 * @param tokens number of words and signs in one {@code .drl} file
 * @param depth parentheses in parentheses
 * @param conditions comparisons in one rule
 * @param values values in one {@code in (…)}, members of one rotation
 * @param textLength characters of one text in quotes or one cell
 * @param nameLength characters of the name of a rule or a pool, which decisions are stored with
 * @param rows rows of one list
 * @param issuesPerFile issues told of one file
 * @param cases cases in all files
 */
public record Limits(
        int files,
        int ruleFileBytes,
        int tableFileBytes,
        int rules,
        int tokens,
        int depth,
        int conditions,
        int values,
        int textLength,
        int nameLength,
        int rows,
        int issuesPerFile,
        int cases) {

    public static final Limits DEFAULT = new Limits(
            5_000, 16 << 20, 64 << 20, 100_000, 5_000_000, 50, 1_000, 10_000, 4_000, 200, 1_000_000, 200, 20_000);

    /** Size of one {@code .dsl} file. */
    public static final int MAPPING_FILE_BYTES = 1 << 20;

    /** The most bytes that a file of this kind may have. */
    public int bytes(FileKind kind) {
        return switch (kind) {
            case RULES, SENTENCES, TABLE -> ruleFileBytes;
            case MAPPINGS -> Math.min(MAPPING_FILE_BYTES, ruleFileBytes);
            default -> tableFileBytes;
        };
    }
}
