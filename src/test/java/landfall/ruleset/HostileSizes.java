package landfall.ruleset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files that are huge, deep, or cost more than they look; each says how it is made. */
final class HostileSizes {

    private static final String DRL = "huge.drl";
    private static final String LIST = "lists/huge.csv";
    private static final String CASES = "cases/huge.yml";
    private static final int MANY = 100_000;

    private final List<HostileFile> files = new ArrayList<>();

    private HostileSizes() {}

    static List<HostileFile> all(HostileFile.Canaries canaries) {
        HostileSizes sizes = new HostileSizes();
        sizes.rules();
        sizes.sentences();
        sizes.tables();
        sizes.lists();
        sizes.cases();
        sizes.files.addAll(HostileWorkbooks.all(canaries));
        return sizes.files;
    }

    private void rules() {
        add("a file of blanks", DRL, () -> " ".repeat(17 << 20));
        add("parentheses in parentheses", DRL, () -> constraint("(".repeat(MANY) + "true" + ")".repeat(MANY)));
        add("parentheses that are never closed", DRL, () -> "(".repeat(1_000_000));
        add("negations of negations", DRL, () -> constraint("!(".repeat(MANY) + "name == \"x\"" + ")".repeat(MANY)));
        add("exclamation marks", DRL, () -> constraint("!".repeat(MANY) + "(name == \"x\")"));
        add("conditions joined by ||", DRL, () -> constraint(repeat(5_000, " || ", i -> "name == \"" + i + "\"")));
        add("conditions", DRL, () -> constraint(repeat(5_000, ", ", i -> "name != \"" + i + "\"")));
        add("values in one in", DRL, () -> constraint("name in (" + repeat(20_000, ",", i -> "\"" + i + "\"") + ")"));
        add("a long text", DRL, () -> constraint("name == \"" + "x".repeat(1_000_000) + "\""));
        add("a long word", DRL, () -> constraint("x".repeat(1_000_000) + " == 1"));
        add("a long number", DRL, () -> constraint("dealSize > " + "9".repeat(1_000_000)));
        add("a long fraction", DRL, () -> constraint("dealSize > 0." + "9".repeat(1_000_000)));
        add("a long integer of a size", DRL, () -> constraint("employees > " + "9".repeat(3_000)));
        add(
                "a long name",
                DRL,
                () -> "rule \"" + "x".repeat(3_000) + "\" when Account() then routing.rep(\"alice\"); end");
        add(
                "a long priority",
                DRL,
                () -> "rule \"x\" salience " + "9".repeat(MANY) + " when Account() then routing.rep(\"alice\"); end");
        add("quotes without end", DRL, () -> "\"\n".repeat(MANY));
        add("comments without end", DRL, () -> "/*".repeat(MANY));
        add("rule without end", DRL, () -> "rule \"x\" when ".repeat(MANY));
        add("only keywords", DRL, () -> "rule when then end ".repeat(MANY));
        add("unknown fields", DRL, () -> constraint(repeat(MANY, ", ", i -> "filed" + i + " == 1")));
        add("unknown statements", DRL, () -> "functoin x\n".repeat(MANY));
        add("imports", DRL, () -> "import java.lang.Runtime\n".repeat(MANY));
        add("actions", DRL, () -> "rule \"x\" when Account() then " + "System.exit(0);".repeat(MANY) + " end");
        add(
                "members",
                DRL,
                () -> "rule \"x\" when Territory( id == \"us-west\" ) then routing.roundRobin("
                        + repeat(20_000, ", ", i -> "\"r" + i + "\"") + "); end");
        add(
                "modifiers",
                DRL,
                () -> "rule \"x\" when Territory( id == \"us-west\" ) then routing.roundRobin(\"alice\")"
                        + ".keepOwner()".repeat(MANY) + "; end");
        add("words and signs", DRL, () -> ",".repeat(6_000_000));
        add("one rule many times", DRL, () -> "rule \"x\" when Account() then routing.rep(\"alice\"); end\n"
                .repeat(2_000));
        add("direction marks", DRL, () -> "\u202e".repeat(MANY));
        add("bytes that are no text", DRL, () -> "\u0000\u0001\u0002".repeat(MANY));
        add("an expression of groups", DRL, () -> matches("(".repeat(1_900) + ")".repeat(1_900)));
        add("an expression of classes", DRL, () -> matches("\\\\\\\\pL".repeat(700) + "["));
        add("an expression of repetitions", DRL, () -> matches("(x+x+)+y".repeat(400) + "("));
    }

    private void sentences() {
        add("a long sentence", "huge.dslr", () -> sentence("is in country \"" + "x".repeat(200_000) + "\""));
        add(
                "sentences that are not understood",
                "huge.dslr",
                () -> sentence(repeat(20_000, "\n- ", i -> "is nothing " + i)));
        add("dashes", "huge.dslr", () -> sentence("-".repeat(MANY)));
        add("sentences of quotes", "huge.dslr", () -> sentence("is in country " + "\"".repeat(50_000)));
        add("expanders", "huge.dslr", () -> "expander territories.en.dsl\nexpander x.dsl\n".repeat(20_000));
        add("a sentence of its own words", "huge.dsl", () -> "[when]" + "{a}".repeat(3_000) + "=x");
        add("sentences without meaning", "huge.dsl", () -> "[when]x\n".repeat(MANY));
        add("a large file of words", "huge.dsl", () -> "[when]x=y\n".repeat(200_000));
        add("open brackets", "huge.dsl", () -> "[when]" + "[".repeat(3_000) + "=x");
        add("open groups", "huge.dsl", () -> "[when]" + "(".repeat(3_000) + "=x");
        add("a group within groups", "huge.dsl", () -> "[when]" + "(".repeat(1_900) + "x" + ")".repeat(1_900) + "{=x");
    }

    private void tables() {
        String head =
                "RuleSet,x\nRuleTable X\nCONDITION,ACTION\nAccount,\n\"country == \"\"$param\"\"\",routing.territory($param);\nC,T\n";
        add("rows of a table", "huge.drl.csv", () -> head + "US,x\n".repeat(200_000));
        add("cells of a row", "huge.drl.csv", () -> head + ",".repeat(600_000));
        add("a long cell", "huge.drl.csv", () -> head + "x".repeat(1_000_000) + ",x");
        add("a million quotes", "huge.drl.csv", () -> head + "\"".repeat(1_000_001));
    }

    private void lists() {
        add("columns of a list", LIST, () -> repeat(1_000_000, ",", i -> "c" + i) + "\n1\n");
        add("the same column", LIST, () -> "a,".repeat(MANY) + "a\n1\n");
        add("columns times rows", LIST, () -> repeat(5_000, ",", i -> "c" + i) + "\n" + "1\n".repeat(MANY));
        add("rows of a list", LIST, () -> "a\n" + "1\n".repeat(1_100_000));
        add("a long cell of a list", LIST, () -> "a\n" + "x".repeat(10_000_000) + "\n");
        add("a quote that is never closed", LIST, () -> "a\n\"" + "x\n".repeat(1_000_000));
        add("rows that are too long", LIST, () -> "a\n" + "1,2\n".repeat(1_000_000));
        add("texts behind quotes", LIST, () -> "a\n" + "\"x\" y\n".repeat(1_000_000));
        add("a list of many bytes", LIST, () -> "a\n" + "x".repeat(65 << 20));
        add(
                "reps that are nobody",
                "roster/territories.csv",
                () -> "id,name,parent,type,role,fallbackRep\n"
                        + repeat(20_000, "\n", i -> "t" + i + ",T,,territory,,nobody" + i));
        add(
                "parents of parents",
                "roster/territories.csv",
                () -> "id,name,parent,type,role,fallbackRep\n"
                        + repeat(20_000, "\n", i -> "t" + i + ",T,t" + (i + 1) % 20_000 + ",territory,,alice"));
        add(
                "teams of a rep",
                "roster/reps.csv",
                () -> "id,name,team,hours\nalice,Alice,\"" + repeat(2_000, ";", i -> "") + "\",\""
                        + repeat(400, ";", i -> "Mon 9-10") + "\"\n");
        add(
                "currencies that are none",
                "rates.csv",
                () -> "currency,rate,from\n" + repeat(MANY, "\n", i -> "X" + i + ",1,2026-01-01"));
    }

    private void cases() {
        add(
                "aliases of aliases",
                CASES,
                () -> "a0: &a0 [x]\n"
                        + repeat(60, "\n", i -> "a" + (i + 1) + ": &a" + (i + 1) + " [*a" + i + ",*a" + i + "]"));
        add("lists in lists", CASES, () -> "[".repeat(MANY));
        add("maps in maps", CASES, () -> "{a: ".repeat(MANY));
        add("indents", CASES, () -> repeat(3_000, "\n", i -> " ".repeat(i) + "a:"));
        add("keys that ask", CASES, () -> "? ".repeat(MANY));
        add("dashes of a list", CASES, () -> "- ".repeat(MANY));
        add("a key of many characters", CASES, () -> "x".repeat(1_000_000) + ": y");
        add("a large file of cases", CASES, () -> "- name: x\n".repeat(700_000));
        add("cases that say nothing", CASES, () -> "- {}\n".repeat(30_000));
        add("tags", CASES, () -> "!a ".repeat(MANY) + "x");
        add("anchors", CASES, () -> "- &a x\n- *a\n".repeat(MANY));
        add("a document of documents", CASES, () -> "---\n".repeat(MANY));
        add(
                "a number of many digits",
                CASES,
                () -> "- {name: x, account: {dealSize: " + "9".repeat(1_000_000) + "}, expect: {status: assigned}}");
    }

    private void add(String name, String path, Supplier<String> text) {
        files.add(HostileFile.generated(name, path, () -> text.get().getBytes(StandardCharsets.UTF_8)));
    }

    private static String constraint(String text) {
        return "rule \"x\" when Account( " + text + " ) then routing.territory(\"us-west\"); end";
    }

    private static String matches(String expression) {
        return constraint("name matches \"" + expression + "\"");
    }

    private static String sentence(String text) {
        return "expander territories.en.dsl\nrule \"x\"\nwhen\nThe account\n- " + text
                + "\nthen\nRoute to territory \"us-west\"\nend\n";
    }

    private static String repeat(int times, String between, IntFunction<String> part) {
        return IntStream.range(0, times).mapToObj(part).collect(Collectors.joining(between));
    }
}
