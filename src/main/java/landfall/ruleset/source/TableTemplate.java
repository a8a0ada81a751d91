package landfall.ruleset.source;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import landfall.account.Vocabulary;
import landfall.language.Condition;
import landfall.language.Literal;
import landfall.language.Literal.TextLiteral;
import landfall.language.Pattern;
import landfall.language.Rule;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.roster.TerritoryEntry;
import landfall.ruleset.source.TableSheet.Column;
import org.jspecify.annotations.Nullable;

/** An empty workbook for territory rules, with the values that a rule set knows to choose from. */
public final class TableTemplate {

    private static final String ACCOUNT = "Account";

    private static final List<Column> COLUMNS = List.of(
            new Column("NAME", null, null, "Rule", null, true),
            new Column("PRIORITY", null, null, "Priority", null, false),
            condition("country == \"$param\"", "Country", "country", true),
            condition("region in (forall(,){\"$\"})", "Regions", "region", true),
            condition("postalCode in (forall(,){\"$\"})", "Postal codes", null, true),
            condition("industry in (forall(,){\"$\"})", "Industries", "industry", true),
            condition("employees >= $param", "Employees from", null, false),
            condition("employees < $param", "Employees below", null, false),
            condition("dealSize >= $paramB", "Deal size from", null, false),
            condition("dealSize < $paramB", "Deal size below", null, false),
            condition("leadSource in (forall(,){\"$\"})", "Lead sources", "leadSource", true),
            action("territory", "Territory", "territory"),
            action("rep", "Rep", "rep"),
            action("reason", "Reason", null));

    private TableTemplate() {}

    private static Column condition(String snippet, String label, @Nullable String choices, boolean isText) {
        return new Column("CONDITION", ACCOUNT, snippet, label, choices, isText);
    }

    private static Column action(String verb, String label, @Nullable String choices) {
        return new Column("ACTION", null, "routing." + verb + "(\"$param\");", label, choices, true);
    }

    /**
     * The bytes of the workbook. Countries are those of ISO 3166-1; regions, industries and lead sources those that rules
     * and alias lists name; territories and reps those of the roster.
     */
    public static byte[] of(List<Rule> rules, Vocabulary vocabulary, Roster roster) {
        Map<String, List<String>> choices = new LinkedHashMap<>();
        choices.put("country", Arrays.stream(Locale.getISOCountries()).sorted().toList());
        for (String field : List.of("region", "industry", "leadSource")) {
            choices.put(field, known(field, rules, vocabulary));
        }
        choices.put(
                "territory",
                roster.territories().values().stream()
                        .filter(entry -> entry.type() == TerritoryEntry.Type.TERRITORY
                                || entry.type() == TerritoryEntry.Type.QUEUE)
                        .map(TerritoryEntry::id)
                        .sorted()
                        .toList());
        choices.put("rep", roster.reps().values().stream().map(Rep::id).sorted().toList());
        try (TableSheet sheet = new TableSheet(COLUMNS, List.of(), true)) {
            sheet.choices(choices);
            return sheet.bytes();
        }
    }

    private static List<String> known(String field, List<Rule> rules, Vocabulary vocabulary) {
        Set<String> values =
                new TreeSet<>(vocabulary.aliases().getOrDefault(field, Map.of()).values());
        for (Rule rule : rules) {
            rule.patterns().forEach(pattern -> addTexts(field, pattern, values));
        }
        return List.copyOf(values);
    }

    private static void addTexts(String field, Pattern pattern, Set<String> values) {
        for (Condition.Comparison comparison : pattern.comparisons()) {
            if (comparison.operand().text().equals(field)) {
                literals(comparison).forEach(literal -> {
                    if (literal instanceof TextLiteral text) {
                        values.add(text.value());
                    }
                });
            }
        }
    }

    private static List<Literal> literals(Condition condition) {
        if (condition instanceof Condition.Compare compare) {
            return List.of(compare.literal());
        }
        return condition instanceof Condition.In in ? in.literals() : List.of();
    }
}
