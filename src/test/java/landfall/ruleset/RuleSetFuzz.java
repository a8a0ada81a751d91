package landfall.ruleset;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import landfall.fuzz.FuzzTarget;
import landfall.ruleset.source.TableFuzz;

/** Fuzzes each kind of file of a rule set. */
public final class RuleSetFuzz {

    /** The first byte of an input chooses among them. */
    public static final List<String> TABLES = List.of(
            "lists/zips.csv",
            "lists/wide.csv",
            "lists/named.csv",
            "lists/aliases/industry.csv",
            "rates.csv",
            "roster/territories.csv",
            "roster/reps.csv",
            "roster/holidays.csv",
            "roster/absences.csv",
            "roster/duty/tokyo.csv");

    private static final String SENTENCES =
            "expander words.dsl\nrule \"x\"\nwhen\n%s\nthen\n> routing.territory(\"us-west\");\nend\n";
    private static final int LONGEST_EXPRESSION = 2_000;

    private RuleSetFuzz() {}

    public static Map<String, FuzzTarget> targets() {
        return Map.of(
                "drl", input -> ReadingOracle.read("fuzz.drl", input),
                "sentences", input -> ReadingOracle.read("fuzz.dslr", input),
                "dsl", RuleSetFuzz::mappings,
                "table-csv", input -> ReadingOracle.read("fuzz.drl.csv", input),
                "xlsx", input -> ReadingOracle.read("fuzz.drl.xlsx", TableFuzz.workbook(input)),
                "tables", RuleSetFuzz::table,
                "regex", RuleSetFuzz::expression);
    }

    /** Lines of a {@code .dsl} file, an empty line, and lines of a condition in its sentences. */
    private static void mappings(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        int cut = text.indexOf("\n\n");
        byte[] words = (cut < 0 ? text : text.substring(0, cut)).getBytes(StandardCharsets.ISO_8859_1);
        String lines = cut < 0 ? "The account" : text.substring(cut + 2);
        ReadingOracle.read(List.of(
                new RuleFile("words.dsl", words),
                new RuleFile("fuzz.dslr", SENTENCES.formatted(lines).getBytes(StandardCharsets.ISO_8859_1))));
    }

    private static void table(byte[] input) {
        if (input.length > 0) {
            byte[] rest = java.util.Arrays.copyOfRange(input, 1, input.length);
            ReadingOracle.read(TABLES.get((input[0] & 0xff) % TABLES.size()), rest);
        }
    }

    /** An expression is refused or matches in linear time; both where it stands in a rule. */
    private static void expression(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        if (text.length() > LONGEST_EXPRESSION) {
            return;
        }
        String quoted = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
        CheckResult result = ReadingOracle.read(
                "fuzz.drl",
                ("rule \"x\" when Account( name matches \"" + quoted
                                + "\" ) then routing.territory(\"us-west\"); end\n")
                        .getBytes(StandardCharsets.UTF_8));
        if (result instanceof CheckResult.Checked) {
            try {
                Pattern pattern = Pattern.compile(text);
                pattern.matcher("a".repeat(1_000) + "!").matches();
                pattern.matcher(text).matches();
            } catch (PatternSyntaxException accepted) {
                throw new AssertionError("an expression was accepted that is none", accepted);
            }
        }
    }
}
