package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.language.Action;
import landfall.language.Place;
import landfall.language.Rule;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.source.RuleShape.Range;

/**
 * Reads the rules of one file by the closed grammar; the gate. Text that the grammar doesn't know is reported and left
 * out, and reading goes on with the next condition, action or rule.
 */
final class RuleFileParser {

    private static final Map<String, String> FOREIGN_STATEMENTS = Map.of(
            "function", "functions",
            "query", "queries",
            "declare", "declared types",
            "unit", "rule units",
            "dialect", "dialects",
            "expander", "expanders",
            "agenda", "agenda groups",
            "entry", "entry points");

    /** Keywords of rule files of which we only know where they belong. */
    private static final Set<String> STATEMENTS = Set.of(
            "package", "import", "global", "rule", "function", "query", "declare", "unit", "dialect", "expander");

    private final Cursor cursor;
    private final HeaderParser header;
    private final List<ParsedRule> rules = new ArrayList<>();
    private final List<RuleShape> shapes = new ArrayList<>();

    RuleFileParser(Tokens tokens, Issues issues, Limits limits) {
        this.cursor = new Cursor(tokens, issues, limits);
        this.header = new HeaderParser(cursor);
    }

    List<ParsedRule> rules() {
        return rules;
    }

    /** One for each rule that was read without a fault. */
    List<RuleShape> shapes() {
        return shapes;
    }

    /** The lists that the file declares, with the places of their names. */
    Map<String, Place> globals() {
        return header.globals();
    }

    void parse() {
        while (!cursor.isEnd()) {
            int before = cursor.index();
            if (cursor.isWord("rule")) {
                rule();
            } else if (!header.parse(rules.isEmpty())) {
                foreignStatement();
            }
            if (cursor.index() == before) {
                cursor.take();
            }
        }
    }

    private void foreignStatement() {
        String word = cursor.spelling();
        if (cursor.is(TokenKind.WORD) && FOREIGN_STATEMENTS.containsKey(word)) {
            cursor.report(
                    IssueCode.UNSUPPORTED_STATEMENT,
                    cursor.place(),
                    FOREIGN_STATEMENTS.get(word) + " are no part of a rule file here",
                    "a file holds rules only; delete this part");
        } else if (cursor.is(TokenKind.WORD)) {
            Suggestions.find(word, STATEMENTS)
                    .ifPresentOrElse(
                            meant -> cursor.report(
                                    IssueCode.SYNTAX,
                                    cursor.place(),
                                    "\"" + word + "\" begins no part of a rule file",
                                    "did you mean \"" + meant + "\"?"),
                            () -> cursor.unexpected("\"rule\"", "here"));
        } else {
            cursor.unexpected("\"rule\"", "here");
        }
        do {
            cursor.take();
        } while (!cursor.isEnd() && !cursor.isRuleStart() && !beginsStatement());
    }

    private boolean beginsStatement() {
        return cursor.isFirstOfLine() && cursor.is(TokenKind.WORD) && STATEMENTS.contains(cursor.spelling());
    }

    private void rule() {
        int first = cursor.take();
        HeadParser head = new HeadParser(cursor);
        PatternParser patterns = new PatternParser(cursor);
        List<Action> actions = List.of();
        int actionsFrom = cursor.index();
        int actionsTo = actionsFrom;
        boolean actionsWhole = false;
        boolean ended = false;
        head.parse();
        if (section("when", "the conditions")) {
            patterns.parse();
        }
        if (section("then", "the actions")) {
            actionsFrom = cursor.index();
            ActionParser actionParser = new ActionParser(cursor);
            actions = actionParser.parse();
            actionsWhole = actionParser.isWhole();
            actionsTo = cursor.index();
        }
        if (cursor.takeIf("end")) {
            ended = true;
        } else {
            cursor.report(
                    IssueCode.MISSING_KEYWORD,
                    cursor.placeBehind(),
                    "this rule has no \"end\"",
                    "every rule closes with a line \"end\"");
        }
        Rule rule = head.rule(patterns.patterns(), actions);
        rules.add(new ParsedRule(rule, head.places(), patterns.isWhole() && ended, actionsWhole && ended));
        if (head.isWhole() && patterns.isWhole() && actionsWhole && ended) {
            shapes.add(new RuleShape(
                    rule,
                    head.places().keySet(),
                    new Range(first, cursor.index()),
                    patterns.shapes(),
                    new Range(actionsFrom, actionsTo)));
        }
    }

    /** Takes the keyword that opens a section; where it is missing, says so and finds out whether the section is there. */
    private boolean section(String keyword, String what) {
        if (cursor.takeIf(keyword)) {
            return true;
        }
        if (!cursor.isSpoiled()) {
            cursor.report(
                    IssueCode.MISSING_KEYWORD,
                    cursor.placeBehind(),
                    "\"" + keyword + "\" is missing before " + what + " of this rule",
                    "a rule reads: rule \"name\" when … then … end");
        }
        return keyword.equals("when") ? !cursor.isBorder() : cursor.isAction();
    }
}
