package landfall.ruleset;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import landfall.language.Issue;
import landfall.language.Place;
import landfall.language.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Every kind of fault that reading and checking of a rule set can find. Codes are stable: programs and documents name
 * them.
 */
public enum IssueCode {
    // files
    FILE_IGNORED("A file of a kind that Landfall doesn't know lies among the rules.", Severity.WARNING),
    FILE_NOT_SUPPORTED("A file holds rules in a form that this version doesn't read."),
    FILE_TOO_LARGE("A file is larger than a file of its kind may be."),
    FILE_OUTSIDE("A link leads out of the rule set's folder."),
    FILE_UNREADABLE("A file could not be read."),
    MISSING_FILE("A file that every rule set needs is not there."),
    EMPTY_FILE("A table has no line at all, not even a header."),
    NOT_UTF8("A file is not UTF-8 text."),
    TOO_MANY_FILES("There are more files than a rule set may have."),
    TOO_MANY_ISSUES("A file has more faults than are told at once."),
    TOO_MANY_WARNINGS("A file has more warnings than are told at once.", Severity.WARNING),

    // words and signs
    UNEXPECTED_CHARACTER("A character stands where no rule can have it, such as a full-width bracket."),
    INVISIBLE_CHARACTER("A character that can't be seen would make a rule read other than it looks."),
    CURLY_QUOTES("Text stands between typographic quotes."),
    SINGLE_QUOTES("Text stands between single quotes."),
    UNTERMINATED_TEXT("A text has no closing quote."),
    UNTERMINATED_COMMENT("A comment has no end."),
    UNKNOWN_ESCAPE("A backslash stands before a character that it has no meaning for."),
    BAD_NUMBER("A number is spelled in a way that rules don't have."),
    TEXT_TOO_LONG("A text, name or cell is longer than it may be."),
    TOO_MANY_TOKENS("A file has more words and signs than it may have."),

    // grammar
    SYNTAX("Something else was expected here."),
    MISSING_KEYWORD("A rule lacks when, then or end."),
    MISSING_QUOTES("A text has no quotes."),
    BAD_NAME("A rule has no name, or one without quotes."),
    UNSUPPORTED_STATEMENT("A part of other rule languages that rules here don't have, such as a function."),
    UNSUPPORTED_PATTERN("A pattern that rules here don't have, such as eval or exists."),
    UNSUPPORTED_EXPRESSION("A calculation, a call, or a comparison of two fields."),
    BINDING("A variable."),
    UNKNOWN_IMPORT("An import that rule files don't have."),
    UNKNOWN_GLOBAL("A global that rule files don't have."),
    UNKNOWN_ATTRIBUTE("An attribute that rules don't have."),
    DUPLICATE_ATTRIBUTE("A rule has an attribute twice."),
    UNKNOWN_ANNOTATION("An annotation that rules don't have."),
    DUPLICATE_ANNOTATION("A rule has an annotation twice."),
    UNKNOWN_FACT("A pattern asks for something other than Account, Clock or Territory."),
    UNKNOWN_FIELD("A field that the fact doesn't have."),
    UNKNOWN_OPERATOR("An operator that rules don't have."),
    NULL_NOT_ALLOWED("null stands where only a value can."),
    UNKNOWN_VERB("A verb that routing doesn't have."),
    UNKNOWN_MODIFIER("A modifier that the verb doesn't have."),
    DUPLICATE_MODIFIER("A rotation has a modifier twice."),
    WRONG_ARGUMENTS("A verb has too few, too many or other values than it takes."),
    UNKNOWN_PERIOD("A period that rotations don't have."),
    BAD_WORK_TIME("An amount of working time is not written as it should be, or is too short or too long."),
    RULE_WITHOUT_CONDITION("Nothing stands between when and then."),
    RULE_WITHOUT_ACTION("Nothing stands between then and end."),
    TOO_MANY_RULES("The rule set has more rules than it may have."),
    TOO_MANY_CONDITIONS("A rule has more comparisons than it may have."),
    TOO_MANY_VALUES("More values stand in parentheses than may stand there."),
    TOO_DEEP("More parentheses stand in one another than may stand there."),
    WITNESS_DISAGREES("Drools' own parser reads this file in another way."),

    // sentences
    UNKNOWN_SENTENCE("A sentence that the words of its file don't have."),
    MISPLACED_SENTENCE("A sentence that begins with - has nothing before it that it belongs to."),
    MISSING_EXPANDER("A file of sentences doesn't say which words it is written in."),
    UNKNOWN_EXPANDER("A file of sentences asks for words that are not there."),
    BAD_MAPPING("A line of a .dsl file says no sentence with its meaning."),
    TOO_MUCH_EXPANSION("A sentence becomes too long, or takes too much work, when it is read."),

    // rules
    DUPLICATE_RULE("Two rules have the same name."),
    BAD_SALIENCE("salience is no whole number of the right size."),
    BAD_DATE("A date is not written as it should be, or there is no such day."),
    BAD_TIME("A time of day is not written as it should be, or there is no such time."),
    DATES_OUT_OF_ORDER("Something ends before it begins."),
    UNKNOWN_ZONE("There is no such time zone."),
    ACCOUNT_COUNT("A rule has too few or too many Account patterns."),
    TERRITORY_COUNT("A rotation rule has several Territory patterns."),
    CLOCK_WITHOUT_ZONE("A Clock pattern doesn't say which zone's clock it means."),
    DUPLICATE_CLOCK("Two Clock patterns of a rule name the same zone."),
    ZONE_WITHOUT_HOLIDAYS("A rule asks for holidays in a zone that has no calendar.", Severity.WARNING),
    WRONG_TYPE("A field is compared with a value of another type."),
    WRONG_OPERATOR("An operator doesn't suit the type of the field."),
    ORDER_OF_TEXT("< <= > or >= would compare as text, letter by letter."),
    NUMBER_OUT_OF_RANGE("A whole number is larger than the field can be."),
    NUMBER_WITHOUT_SUFFIX(
            "Other Drools tools round or refuse this number, for lack of a B behind it.", Severity.WARNING),
    NEVER_NULL("A field that is always known is compared with null."),
    PERSONAL_FIELD("A rule tests who asked, which it may not."),
    BAD_EXPRESSION("A regular expression can't be understood."),
    UNKNOWN_VALUE("A value that the field never has."),
    UNCLEAN_VALUE("Accounts hold this value in another spelling, so the comparison never holds.", Severity.WARNING),
    ALWAYS_TRUE("A condition is true wherever it matters, so it asks nothing.", Severity.WARNING),
    BLANKS_INCLUDED("A condition that leaves values out lets accounts in that have none.", Severity.WARNING),
    REGION_WITHOUT_COUNTRY(
            "A region that several countries have is compared, and no country says whose.", Severity.WARNING),
    OTHER_SPELLING("A value is spelled otherwise than elsewhere.", Severity.WARNING),
    PAST_DATE("Something holds only on days that are over.", Severity.WARNING),
    NO_CLAIM("A territory rule claims the account for nobody."),
    DUPLICATE_ACTION("A rule says the same thing twice, or two things that exclude each other."),
    MISPLACED_VERB("A verb of rotation rules stands in a territory rule, or the other way round."),
    ROTATION_COUNT("A rotation rule doesn't have exactly one rotation."),
    UNKNOWN_TERRITORY("The roster has no such territory."),
    UNKNOWN_REP("The roster has no such rep."),
    UNKNOWN_TEAM("Nobody in the roster is in such a team."),
    WRONG_TERRITORY_TYPE("A territory of another type is needed here."),
    QUEUE_WITH_ROTATION("A rotation is written for a queue, which has none."),
    DUPLICATE_MEMBER("A rotation names the same rep twice."),
    INACTIVE_REP("A rule or the roster names a rep who is not active today.", Severity.WARNING),
    NOBODY_ACTIVE("Of those whom a rotation names nobody is active."),

    // lists
    UNKNOWN_LIST("There is no such list."),
    BAD_LIST_NAME("A file's name can't be the name of a list."),
    NOT_A_MAPPING("A list that should name a territory or a rep for each value has no such column."),
    MIXED_LIST("A list is compared with two kinds of field."),
    BAD_LIST_VALUE("A value of a list is none that the field could have."),
    DUPLICATE_KEY("A value stands in two lines that say different things of it."),
    DUPLICATE_VALUE("A value stands in a list twice, or in a condition.", Severity.WARNING),

    // tables
    BAD_CSV("A file is no proper CSV."),
    TOO_MANY_ROWS("A table has more rows than it may have."),
    TOO_MANY_CELLS("A row has more cells than the header, or the header more than a table may have."),
    MISSING_COLUMN("A table lacks a column that it needs."),
    UNKNOWN_COLUMN("A column that the table doesn't have.", Severity.WARNING),
    DUPLICATE_COLUMN("Two columns have the same name."),
    MISSING_VALUE("A cell that must be filled in is empty."),
    BAD_ID("An id has characters that ids can't have."),
    DUPLICATE_ID("Two lines have the same id."),
    BAD_CELL_NUMBER("A cell holds no number of the kind that belongs there."),
    UNKNOWN_CURRENCY("There is no such currency."),
    BASE_CURRENCY_RATE("The base currency has a rate other than 1."),
    BAD_HOURS("Working hours are not written as they should be."),
    FALLBACK_COUNT("The roster doesn't have exactly one fallback territory."),
    FALLBACK_WITHOUT_REP("A fallback territory or a queue names nobody."),
    FALLBACK_INACTIVE("The fallback territory's rep is not active today."),
    OVERLAY_WITHOUT_ROLE("An overlay has no role."),
    MISPLACED_ROLE("A territory that is no overlay has a role."),
    TERRITORY_CYCLE("Territories are parents of each other."),
    DUTY_OVERLAP("A duty roster has two duties on one day."),
    DUTY_GAP("A duty roster leaves out days between two duties.", Severity.WARNING),
    UNKNOWN_CALENDAR("There is no such calendar of holidays."),
    UNKNOWN_DUTY_ROSTER("The roster has no such duty roster."),
    NOBODY_FITS("Nobody of the team has the strengths that a rule asks for."),

    // rules as tables
    BAD_TABLE("A cell is not what a decision table has there."),
    ROW_NOT_READ("A row stands below an empty row, where the table has ended."),
    MERGED_CELLS("Merged cells hold a value for rows or columns that don't have it."),
    CELL_FORMULA("A cell holds a formula, whose value may be another one tomorrow."),
    LOST_ZEROS("A postal code was made a number and lost its zeros in front."),
    WORKBOOK_REFUSED("A workbook can't be read, holds what rules don't need, such as macros, or more than it may."),

    // cases
    CASE_UNREADABLE("A case file is no YAML list of cases."),
    CASE_LIMIT("There are more cases, or a larger file of them, than a rule set may have."),
    CASE_DUPLICATE_NAME("Two cases have the same name."),
    CASE_INCOMPLETE("A case lacks its name, its account or what it expects."),
    CASE_UNKNOWN_KEY("A case has a key that cases don't have."),
    CASE_DUPLICATE_KEY("A case has a key twice."),
    CASE_WRONG_VALUE("A value of a case is not of the kind that belongs there."),
    CASE_EXPECTS_NOTHING("A case expects nothing, so that it can't fail."),
    CASE_UNKNOWN_FIELD("A field of a case's account is nearly one that accounts have.", Severity.WARNING),
    CASE_WITHOUT_TIME("A case names no moment, and its answer depends on it.", Severity.WARNING),
    CASE_FAILED("Something else came out than a case expects."),
    COVERAGE_TOO_LOW("The cases reach less of the rules than they must.");

    private final String meaning;
    private final Severity severity;

    IssueCode(String meaning) {
        this(meaning, Severity.ERROR);
    }

    IssueCode(String meaning, Severity severity) {
        this.meaning = meaning;
        this.severity = severity;
    }

    /** In kebab case, such as {@code unknown-field}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    /** One sentence. */
    public String meaning() {
        return meaning;
    }

    public Issue issue(Place place, String message, @Nullable String hint) {
        return new Issue(code(), severity, place, message, hint);
    }

    /** Whether it comes by itself as days go by: somebody leaves, and nobody has edited anything. */
    static boolean comesWithTime(Issue issue) {
        return issue.code().equals(NOBODY_ACTIVE.code()) || issue.code().equals(FALLBACK_INACTIVE.code());
    }

    public static Optional<IssueCode> find(String code) {
        return Arrays.stream(values())
                .filter(known -> known.code().equals(code))
                .findFirst();
    }
}
