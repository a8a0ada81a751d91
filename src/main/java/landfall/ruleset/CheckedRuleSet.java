package landfall.ruleset;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import landfall.account.Vocabulary;
import landfall.language.Issue;
import landfall.language.Rule;
import landfall.language.ValueList;
import landfall.roster.Roster;
import landfall.ruleset.check.Checks;
import landfall.ruleset.check.ListCleaning;

/** A rule set without errors, fit to be compiled. It is made only by checking a {@link ParsedRuleSet}. */
public final class CheckedRuleSet {

    private final String version;
    private final List<RuleFile> files;
    private final List<Rule> rules;
    private final Map<String, ValueList> lists;
    private final Vocabulary vocabulary;
    private final Roster roster;
    private final ZoneId zone;
    private final List<Issue> warnings;
    /** Sheets in which some row has a priority. */
    private final Set<String> prioritised;

    private CheckedRuleSet(ParsedRuleSet parsed, Map<String, ValueList> lists, ZoneId zone, List<Issue> warnings) {
        this.files = parsed.files().stream()
                .filter(file -> file.reading() == RuleFile.Reading.WHOLE && file.kind() != FileKind.OTHER)
                .toList();
        this.version = RuleFiles.version(files);
        this.rules = parsed.rules().stream().map(ParsedRule::rule).toList();
        this.lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
        this.vocabulary = parsed.vocabulary();
        this.roster = parsed.roster().roster();
        this.zone = zone;
        this.warnings = List.copyOf(warnings);
        this.prioritised = parsed.rules().stream()
                .filter(rule -> rule.heads().containsKey("salience"))
                .map(rule -> rule.rule().place().source())
                .collect(Collectors.toUnmodifiableSet());
    }

    private CheckedRuleSet(CheckedRuleSet rules, Roster roster, List<RuleFile> rosterFiles, List<Issue> warnings) {
        List<RuleFile> both = new ArrayList<>(RuleFiles.withoutRoster(rules.files));
        both.addAll(rosterFiles);
        both.sort(Comparator.comparing(RuleFile::path));
        this.files = List.copyOf(both);
        this.version = rules.version;
        this.rules = rules.rules;
        this.lists = rules.lists;
        this.vocabulary = rules.vocabulary;
        this.roster = roster;
        this.zone = rules.zone;
        this.warnings = List.copyOf(warnings);
        this.prioritised = rules.prioritised;
    }

    /** The same rules with a roster that they were checked with, now or when it was published. */
    CheckedRuleSet withRoster(Roster other, List<RuleFile> rosterFiles, List<Issue> told) {
        return new CheckedRuleSet(this, other, rosterFiles, told);
    }

    static CheckResult check(ParsedRuleSet parsed, CheckOptions options) {
        Issues issues = parsed.issues();
        for (var check : Checks.all(options)) {
            check.check(parsed, issues::report);
        }
        ListCleaning cleaning = new ListCleaning(options.cleaner().apply(parsed.vocabulary()));
        Map<String, ValueList> lists = cleaning.clean(parsed, issues::report);
        List<Issue> found = issues.sorted().stream()
                .map(issue -> options.forgiven().test(issue) ? issue.asWarning() : issue)
                .toList();
        return found.stream().anyMatch(Issue::isError)
                ? new CheckResult.Refused(found)
                : new CheckResult.Checked(new CheckedRuleSet(parsed, lists, options.defaultZone(), found));
    }

    /** SHA-256, in hex, of the files without the roster's. */
    public String version() {
        return version;
    }

    /** All files that were read, the roster's and the cases among them, by path. */
    public List<RuleFile> files() {
        return files;
    }

    /** In the order of files and lines: between rules of one salience the first wins. */
    public List<Rule> rules() {
        return rules;
    }

    /** By name; values cleaned as the fields that they are compared with. */
    public Map<String, ValueList> lists() {
        return lists;
    }

    /** Whether two rules are rows of one spreadsheet without priorities, whose order says by itself which one wins. */
    public boolean ordersByRow(Rule one, Rule other) {
        return one.place().isCell()
                && other.place().isCell()
                && one.place().file().equals(other.place().file())
                && !prioritised.contains(one.place().source())
                && !prioritised.contains(other.place().source());
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public Roster roster() {
        return roster;
    }

    /** Where dates begin for rules without a zone of their own. */
    public ZoneId zone() {
        return zone;
    }

    /** By place. */
    public List<Issue> warnings() {
        return warnings;
    }
}
