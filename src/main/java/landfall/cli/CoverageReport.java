package landfall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import landfall.language.ConditionText;
import landfall.language.Rule;
import landfall.ruleset.trial.Coverage;
import landfall.ruleset.trial.Coverage.OneSided;
import landfall.ruleset.trial.CoverageGoal;

/** What the cases of a rule set reach of it, for people and for other programs. */
final class CoverageReport {

    /** Lines of one kind; JSON has all of them. */
    private static final int SHOWN = 20;

    private CoverageReport() {}

    static void print(Coverage coverage, PrintStream out) {
        limited(
                coverage.undecided(),
                rule -> out.println("no case reached rule \"" + rule.name() + "\" (" + rule.place() + ")"
                        + (coverage.unmatched().contains(rule) ? "" : ": it matched, and others won")),
                out);
        limited(
                coverage.oneSided(),
                one -> out.println(one.lacking() + " in any case: " + ConditionText.of(one.condition()) + " ("
                        + one.condition().place() + ")"),
                out);
        out.println(line(
                coverage.decided(),
                coverage.rules(),
                CoverageGoal.floor(coverage.ruleShare()),
                coverage.matched(),
                coverage.bothWays(),
                coverage.conditions(),
                CoverageGoal.floor(coverage.conditionShare())));
    }

    /** In a line, as a service tells it with a version. */
    static String line(JsonNode told) {
        return line(
                told.path("decided").asInt(),
                told.path("rules").asInt(),
                told.path("rulesPercent").asInt(),
                told.path("matched").asInt(),
                told.path("bothWays").asInt(),
                told.path("conditions").asInt(),
                told.path("conditionsPercent").asInt());
    }

    private static String line(
            int decided,
            int rules,
            int rulesPercent,
            int matched,
            int bothWays,
            int conditions,
            int conditionsPercent) {
        return "coverage: " + decided + " of " + Counted.of(rules, "rule") + " decided a case (" + rulesPercent
                + " %), " + matched
                + " matched one; " + bothWays + " of " + Counted.of(conditions, "condition") + " were true and false ("
                + conditionsPercent + " %)";
    }

    private static <T> void limited(List<T> lines, Consumer<T> print, PrintStream out) {
        lines.stream().limit(SHOWN).forEach(print);
        if (lines.size() > SHOWN) {
            out.println("… and " + (lines.size() - SHOWN) + " more; --json lists all");
        }
    }

    static void add(ObjectNode report, Coverage coverage) {
        ObjectNode node = report.putObject("coverage");
        node.put("rules", coverage.rules());
        node.put("decided", coverage.decided());
        node.put("matched", coverage.matched());
        node.put("conditions", coverage.conditions());
        node.put("bothWays", coverage.bothWays());
        rules(node.putArray("undecided"), coverage.undecided());
        rules(node.putArray("unmatched"), coverage.unmatched());
        ArrayNode oneSided = node.putArray("oneSided");
        for (OneSided one : coverage.oneSided()) {
            oneSided.addObject()
                    .put("rule", one.rule().name())
                    .put("place", one.condition().place().toString())
                    .put("condition", ConditionText.of(one.condition()))
                    .put("lacking", one.lacking());
        }
    }

    private static void rules(ArrayNode array, List<Rule> rules) {
        rules.forEach(rule -> array.addObject()
                .put("rule", rule.name())
                .put("place", rule.place().toString()));
    }
}
