package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import landfall.language.Condition;
import landfall.language.FactType;
import landfall.language.Pattern;
import landfall.ruleset.IssueCode;
import landfall.ruleset.source.RuleShape.PatternShape;
import landfall.ruleset.source.RuleShape.Range;

/** Reads what stands between {@code when} and {@code then} of one rule. */
final class PatternParser {

    private static final List<String> FACTS =
            Arrays.stream(FactType.values()).map(FactType::word).toList();
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("not", "write the opposite condition, such as country != \"US\" or !( … ), in Account( … )"),
            Map.entry("exists", "there is always exactly one account; test it in Account( … )"),
            Map.entry("forall", "there is always exactly one account; test it in Account( … )"),
            Map.entry("eval", "test fields of Account, Clock or Territory"),
            Map.entry("from", "rules test Account, Clock and Territory only"),
            Map.entry("accumulate", "rules test Account, Clock and Territory only"),
            Map.entry("acc", "rules test Account, Clock and Territory only"),
            Map.entry("collect", "rules test Account, Clock and Territory only"),
            Map.entry("groupby", "rules test Account, Clock and Territory only"),
            Map.entry("over", "rules test Account, Clock and Territory only"),
            Map.entry("and", "patterns stand one below the other; all of them must hold"),
            Map.entry("or", "join conditions with || in one Account( … ), or write two rules"));

    private final Cursor cursor;
    private final List<Pattern> patterns = new ArrayList<>();
    private final List<PatternShape> shapes = new ArrayList<>();
    private int comparisons;
    private boolean whole = true;

    PatternParser(Cursor cursor) {
        this.cursor = cursor;
    }

    List<Pattern> patterns() {
        return patterns;
    }

    List<PatternShape> shapes() {
        return shapes;
    }

    boolean isWhole() {
        return whole;
    }

    void parse() {
        int first = cursor.index();
        while (!cursor.isBorder() && !cursor.isAction()) {
            try {
                pattern();
            } catch (Lost lost) {
                whole = false;
                if (!cursor.isBorder() && !cursor.isAction() && !startsPattern()) {
                    cursor.skipLine();
                }
            }
        }
        if (cursor.index() == first) {
            cursor.report(
                    IssueCode.RULE_WITHOUT_CONDITION,
                    cursor.placeBehind(),
                    "nothing stands between \"when\" and \"then\"",
                    "Account() matches every account");
            whole = false;
        }
    }

    private boolean startsPattern() {
        return cursor.is(TokenKind.WORD) && FACTS.contains(cursor.spelling()) && cursor.kind(1) == TokenKind.OPEN;
    }

    private void pattern() {
        if (cursor.is(TokenKind.OPEN)) {
            throw cursor.lost(
                    IssueCode.UNSUPPORTED_PATTERN,
                    cursor.place(),
                    "a parenthesis cannot stand around patterns",
                    FOREIGN.get("and"));
        }
        if (cursor.is(TokenKind.SEMICOLON)) {
            throw cursor.unexpected("another pattern or \"then\"", "here", "no \";\" stands behind a pattern");
        }
        if (!cursor.is(TokenKind.WORD)) {
            throw cursor.unexpected("Account( … ), Clock( … ) or Territory( … )", "here");
        }
        String word = cursor.spelling();
        if (cursor.kind(1) == TokenKind.COLON) {
            whole = false;
            cursor.report(
                    IssueCode.BINDING,
                    cursor.place(),
                    "rules here have no variables, so nothing can be named \"" + word + "\"",
                    "delete \"" + word + " :\"");
            cursor.take();
            cursor.take();
            return;
        }
        String foreign = FOREIGN.get(word);
        if (foreign != null) {
            whole = false;
            cursor.report(
                    IssueCode.UNSUPPORTED_PATTERN,
                    cursor.place(),
                    "\"" + word + "\" is no part of a rule here",
                    foreign);
            cursor.take();
            // What stands in its parentheses is another language, but a pattern behind it can be read.
            if (cursor.is(TokenKind.OPEN)) {
                cursor.skipOne();
            }
            if (word.equals("from") || word.equals("over")) {
                cursor.skipLine();
            }
            return;
        }
        fact(word);
    }

    private void fact(String word) {
        Optional<FactType> fact = Arrays.stream(FactType.values())
                .filter(type -> type.word().equals(word))
                .findFirst();
        int first = cursor.take();
        if (fact.isEmpty()) {
            whole = false;
            cursor.report(
                    IssueCode.UNKNOWN_FACT,
                    cursor.place(first),
                    "a rule cannot ask about \"" + word + "\"",
                    Suggestions.hint(word, FACTS, "it can ask about Account, Clock and Territory"));
            FactType meant = Suggestions.find(word, FACTS)
                    .map(name -> FactType.valueOf(name.toUpperCase(Locale.ROOT)))
                    .orElseThrow(() -> {
                        if (cursor.is(TokenKind.OPEN)) {
                            cursor.skipOne();
                        }
                        return new Lost();
                    });
            constraints(meant, first);
        } else {
            constraints(fact.get(), first);
        }
    }

    private void constraints(FactType fact, int first) {
        cursor.expect(TokenKind.OPEN, "behind \"" + fact.word() + "\"");
        List<Condition> conditions = new ArrayList<>();
        List<Range> ranges = new ArrayList<>();
        ConditionParser conditionParser = new ConditionParser(cursor, fact);
        int inside = cursor.depth();
        boolean closed = cursor.takeIf(TokenKind.CLOSE);
        while (!closed) {
            int from = cursor.index();
            try {
                conditionParser.condition().ifPresentOrElse(conditions::add, () -> whole = false);
                if (!cursor.is(TokenKind.COMMA) && !cursor.is(TokenKind.CLOSE)) {
                    throw conditionParser.unexpectedBehindCondition();
                }
            } catch (Lost lost) {
                whole = false;
                cursor.skipTo(Set.of(TokenKind.COMMA, TokenKind.CLOSE), inside);
            }
            ranges.add(new Range(from, cursor.index()));
            if (cursor.isBorder()) {
                break;
            }
            closed = cursor.take() >= 0 && cursor.kind(-1) == TokenKind.CLOSE;
        }
        whole &= !conditionParser.isDamaged();
        comparisons += conditionParser.comparisons();
        if (comparisons > cursor.limits().conditions()) {
            whole = false;
            cursor.report(
                    IssueCode.TOO_MANY_CONDITIONS,
                    cursor.place(first),
                    "this rule has more than " + cursor.limits().conditions() + " comparisons",
                    "put the values into a list and write: memberOf NAME");
        }
        patterns.add(new Pattern(fact, conditions, cursor.place(first)));
        shapes.add(new PatternShape(fact.word(), ranges));
    }
}
