package landfall.ruleset.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import landfall.language.Action;
import landfall.language.Condition;
import landfall.language.Condition.Comparator;
import landfall.language.FactType;
import landfall.language.Issue;
import landfall.language.Literal;
import landfall.language.Literal.TextLiteral;
import landfall.language.Pattern;
import landfall.language.Place;
import landfall.roster.TerritoryEntry;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/** The territories that rules name are those of the roster, each of the type that the verb needs. */
final class Territories implements Check {

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        if (!ruleSet.roster().territoriesRead()) {
            return;
        }
        for (ParsedRule rule : ruleSet.rules()) {
            for (Action action : rule.rule().actions()) {
                if (action instanceof Action.ClaimTerritory claim) {
                    TerritoryEntry entry = find(claim.territory(), claim.idPlace(), ruleSet, issues);
                    if (entry != null && entry.type() == TerritoryEntry.Type.OVERLAY) {
                        issues.accept(IssueCode.WRONG_TERRITORY_TYPE.issue(
                                claim.idPlace(),
                                "\"" + entry.id() + "\" is an overlay, which is never the primary owner",
                                "write routing.overlay(\"" + entry.id() + "\");"));
                    }
                } else if (action instanceof Action.Overlay overlay) {
                    TerritoryEntry entry = find(overlay.territory(), overlay.idPlace(), ruleSet, issues);
                    if (entry != null && entry.type() != TerritoryEntry.Type.OVERLAY) {
                        issues.accept(IssueCode.WRONG_TERRITORY_TYPE.issue(
                                overlay.idPlace(),
                                "\"" + entry.id() + "\" is a territory of type "
                                        + entry.type().word() + ", not an overlay",
                                "write routing.territory(\"" + entry.id() + "\"); or give it the type overlay"));
                    }
                }
            }
            rule.rule().patterns().stream()
                    .filter(pattern -> pattern.fact() == FactType.TERRITORY)
                    .forEach(pattern -> pattern(pattern, ruleSet, issues));
        }
    }

    private static @Nullable TerritoryEntry find(
            String id, Place place, ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        TerritoryEntry entry = ruleSet.roster().roster().territories().get(id);
        if (entry == null) {
            issues.accept(IssueCode.UNKNOWN_TERRITORY.issue(
                    place,
                    "the roster has no territory \"" + id + "\"",
                    Suggestions.hint(
                            id,
                            ruleSet.roster().roster().territories().keySet(),
                            "territories stand in roster/territories.csv, by id")));
        }
        return entry;
    }

    private static void pattern(Pattern pattern, ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        pattern.comparisons().forEach(comparison -> {
            String field = comparison.operand().text();
            if (field.equals("id") || field.equals("parent")) {
                for (TextLiteral id : texts(comparison)) {
                    find(id.value(), id.place(), ruleSet, issues);
                }
            }
        });
        queue(pattern, ruleSet, issues);
    }

    /** A rule for one queue alone would never be asked. */
    private static void queue(Pattern pattern, ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        Set<String> reported = new HashSet<>();
        for (Condition condition : pattern.conditions()) {
            if (!names(condition)
                    || !((Condition.Comparison) condition).operand().text().equals("id")) {
                continue;
            }
            for (TextLiteral id : texts((Condition.Comparison) condition)) {
                TerritoryEntry entry = ruleSet.roster().roster().territories().get(id.value());
                if (entry != null && entry.type() == TerritoryEntry.Type.QUEUE && reported.add(entry.id())) {
                    issues.accept(IssueCode.QUEUE_WITH_ROTATION.issue(
                            id.place(),
                            "\"" + entry.id() + "\" is a queue: what comes in waits for a person, nobody has a turn",
                            "delete this, or give it the type territory"));
                }
            }
        }
    }

    private static boolean names(Condition condition) {
        if (condition instanceof Condition.Compare compare) {
            return compare.comparator() == Comparator.EQUAL;
        }
        return condition instanceof Condition.In in && !in.negated();
    }

    private static List<TextLiteral> texts(Condition.Comparison comparison) {
        List<Literal> literals = List.of();
        if (comparison instanceof Condition.Compare compare) {
            literals = List.of(compare.literal());
        } else if (comparison instanceof Condition.In in) {
            literals = in.literals();
        }
        return literals.stream()
                .filter(literal -> literal instanceof TextLiteral)
                .map(literal -> (TextLiteral) literal)
                .toList();
    }
}
