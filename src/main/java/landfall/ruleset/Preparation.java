package landfall.ruleset;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import landfall.account.AccountCleaner;
import landfall.language.Issue;
import landfall.language.Rule;
import landfall.ruleset.source.KnownFiles;
import landfall.ruleset.trial.CaseReader;
import landfall.ruleset.trial.Coverage;
import landfall.ruleset.trial.CoverageGoal;
import landfall.ruleset.trial.ReadCases;
import landfall.ruleset.trial.Trial;
import landfall.ruleset.trial.TrialReport;
import org.jspecify.annotations.Nullable;

/**
 * Flow two as far as it goes without a database: files → parsed → checked → compiled → tried on its cases. One
 * preparation serves any number of rule sets.
 */
public final class Preparation {

    /**
     * What the service's configuration adds.
     *
     * @param zone of rules, reps and days that name none
     * @param baseCurrency ISO 4217, of {@code dealSize} and {@code annualRevenue}
     * @param admitted by source: further fields that become attributes and numbers; {@code *}: all
     * @param attributes those of all sources together: what rules may name
     * @param coverage what the cases must reach of rules that are to be published
     */
    public record Options(
            ZoneId zone,
            String baseCurrency,
            Function<@Nullable String, Set<String>> admitted,
            Set<String> attributes,
            CoverageGoal coverage) {

        /** Requires no coverage of the cases. */
        public Options(
                ZoneId zone,
                String baseCurrency,
                Function<@Nullable String, Set<String>> admitted,
                Set<String> attributes) {
            this(zone, baseCurrency, admitted, attributes, CoverageGoal.NONE);
        }

        /** The same, with this much required. */
        public Options requiring(CoverageGoal goal) {
            return new Options(zone, baseCurrency, admitted, attributes, goal);
        }

        /** Where no configuration says which fields are sent. */
        public static Options admittingAll(ZoneId zone, String baseCurrency) {
            return new Options(zone, baseCurrency, source -> ANY, ANY);
        }
    }

    /** What a preparation came to; {@code issues} by place, errors and warnings of all stages that were reached. */
    public sealed interface Prepared {

        List<Issue> issues();

        /** Null where a stage before refused. */
        @Nullable
        TrialReport report();

        /** It may be published. */
        record Ready(TriedRuleSet ruleSet, List<Issue> issues) implements Prepared {
            @Override
            public TrialReport report() {
                return ruleSet.report();
            }
        }

        /** At least one issue is an error. */
        record Refused(List<Issue> issues, @Nullable TrialReport report) implements Prepared {}
    }

    private static final Set<String> ANY = Set.of(CheckOptions.ANY);

    private final Options options;
    private final Limits limits;
    private final Clock clock;
    private final KnownFiles known = new KnownFiles();

    public Preparation(Options options, Clock clock) {
        this(options, Limits.DEFAULT, clock);
    }

    /** For tests: limits that are soon reached. */
    Preparation(Options options, Limits limits, Clock clock) {
        this.options = options;
        this.limits = limits;
        this.clock = clock;
    }

    /** What the cases must reach of rules that are to be published. */
    CoverageGoal requiredCoverage() {
        return options.coverage();
    }

    /** Takes the files through every stage, as far as they go. */
    public Prepared prepare(List<RuleFile> files) {
        return prepare(files, ruleSet -> CompiledRuleSet.compile(ruleSet, options.admitted()));
    }

    /** The same for the rules of a rule set that is compiled already, with another roster. */
    Prepared prepare(List<RuleFile> files, CompiledRuleSet sameRules) {
        return prepare(files, ruleSet -> seated(sameRules, ruleSet));
    }

    private Prepared prepare(List<RuleFile> files, Function<CheckedRuleSet, CompiledRuleSet> compiling) {
        CheckResult check = check(files, options.attributes(), issue -> false);
        List<Issue> issues = new ArrayList<>(check.issues());
        ReadCases cases = CaseReader.read(
                files.stream().filter(file -> file.kind() == FileKind.CASES).toList(), limits);
        issues.addAll(cases.issues());
        if (!(check instanceof CheckResult.Checked checked) || hasErrors(issues)) {
            Collections.sort(issues);
            return new Prepared.Refused(issues, null);
        }
        CompiledRuleSet compiled = compiling.apply(checked.ruleSet());
        Trials trials = new Trials(compiled);
        TrialReport tried = tryOn(compiled, trials, cases);
        Coverage coverage = trials.coverage();
        TrialReport report = tried.with(coverage, options.coverage().missed(coverage));
        issues.addAll(report.issues());
        Collections.sort(issues);
        if (hasErrors(issues)) {
            compiled.close();
            return new Prepared.Refused(issues, report);
        }
        return new Prepared.Ready(TriedRuleSet.of(compiled, report), issues);
    }

    /**
     * Compiles a version that was published before; its cases have passed then. Fields that are no longer admitted are
     * null in it.
     *
     * @return empty where this version of the service refuses what an earlier one published
     */
    public Optional<CompiledRuleSet> restore(List<RuleFile> files) {
        return check(files, ANY, IssueCode::comesWithTime) instanceof CheckResult.Checked checked
                ? Optional.of(CompiledRuleSet.compile(checked.ruleSet(), options.admitted()))
                : Optional.empty();
    }

    /**
     * Compiled rules with another roster that was published before; only the roster's files are read.
     *
     * @return empty where this version of the service can't read them
     */
    Optional<CompiledRuleSet> restore(CompiledRuleSet rules, List<RuleFile> rosterFiles) {
        ParsedRuleSet parsed = ParsedRuleSet.parse(rosterFiles, asked(ANY, IssueCode::comesWithTime), known);
        return parsed.issues().hasErrors()
                ? Optional.empty()
                : Optional.of(rules.withRoster(
                        rules.checked().withRoster(parsed.roster().roster(), rosterFiles, List.of())));
    }

    /**
     * Tries another roster on rules that are active: checks both against each other, and tries the cases. What was
     * wrong with the present roster already, because somebody has left meanwhile, is only a warning: else nothing could
     * be mended but all at once.
     */
    Fitting fit(CompiledRuleSet active, List<RuleFile> rosterFiles) {
        List<RuleFile> files =
                new ArrayList<>(RuleFiles.withoutRoster(active.checked().files()));
        List<RuleFile> cases =
                files.stream().filter(file -> file.kind() == FileKind.CASES).toList();
        files.addAll(rosterFiles);
        CheckResult check = check(files, ANY, issue -> false);
        if (check instanceof CheckResult.Refused && check.issues().stream().anyMatch(IssueCode::comesWithTime)) {
            Set<String> before = check(active.checked().files(), ANY, issue -> false).issues().stream()
                    .map(Preparation::told)
                    .collect(Collectors.toSet());
            check = check(files, ANY, issue -> IssueCode.comesWithTime(issue) && before.contains(told(issue)));
        }
        if (!(check instanceof CheckResult.Checked checked)) {
            return new Fitting.Misfit(
                    check.issues().stream().filter(Issue::isError).toList(), files);
        }
        CompiledRuleSet compiled = seated(active, checked.ruleSet());
        return new Fitting.Fits(new FittedRoster(compiled, warnings(active, compiled, cases)));
    }

    /**
     * Tries rules that were published before on a roster: checks both against each other, and tries the cases, which only
     * warn, since a case that expects a rep who has left must not keep the rules away.
     *
     * @param forgiving whether it is only a warning that somebody has left meanwhile
     */
    Fitting seat(CompiledRuleSet rules, List<RuleFile> rosterFiles, boolean forgiving) {
        List<RuleFile> files =
                new ArrayList<>(RuleFiles.withoutRoster(rules.checked().files()));
        List<RuleFile> cases =
                files.stream().filter(file -> file.kind() == FileKind.CASES).toList();
        files.addAll(rosterFiles);
        CheckResult check = check(files, ANY, issue -> forgiving && IssueCode.comesWithTime(issue));
        if (!(check instanceof CheckResult.Checked checked)) {
            return new Fitting.Misfit(
                    check.issues().stream().filter(Issue::isError).toList(), files);
        }
        CompiledRuleSet compiled = seated(rules, checked.ruleSet());
        List<Issue> warnings = new ArrayList<>(checked.issues());
        failures(compiled, CaseReader.read(cases, limits)).stream()
                .map(Issue::asWarning)
                .forEach(warnings::add);
        Collections.sort(warnings);
        return new Fitting.Fits(new FittedRoster(compiled, warnings));
    }

    /** Reads conditions on accounts, by the lists and the roster of a rule set. */
    public AccountCondition.Read condition(String text, CompiledRuleSet rules) {
        return AccountCondition.read(text, rules.checked(), asked(options.attributes(), issue -> false));
    }

    /** The rules of these files, read but not checked, in their order. */
    List<Rule> rules(List<RuleFile> files) {
        return ParsedRuleSet.parse(files, asked(ANY, issue -> false), known).rules().stream()
                .map(ParsedRule::rule)
                .toList();
    }

    /** Compiled rules with the roster of a rule set that has the same rules. */
    private static CompiledRuleSet seated(CompiledRuleSet rules, CheckedRuleSet ruleSet) {
        return rules.withRoster(rules.checked()
                .withRoster(ruleSet.roster(), RuleFiles.onlyRoster(ruleSet.files()), ruleSet.warnings()));
    }

    private List<Issue> warnings(CompiledRuleSet before, CompiledRuleSet now, List<RuleFile> cases) {
        Set<String> known =
                before.checked().warnings().stream().map(Preparation::told).collect(Collectors.toSet());
        List<Issue> warnings = new ArrayList<>();
        now.checked().warnings().stream()
                .filter(issue -> !known.contains(told(issue)))
                .forEach(warnings::add);
        ReadCases read = CaseReader.read(cases, limits);
        // The active rules know who is away today; in cases nobody is.
        List<Issue> failedBefore = failures(before.withAbsences(List.of()), read);
        failures(now, read).stream()
                .filter(issue -> !failedBefore.contains(issue))
                .map(Issue::asWarning)
                .forEach(warnings::add);
        Collections.sort(warnings);
        return warnings;
    }

    private List<Issue> failures(CompiledRuleSet compiled, ReadCases cases) {
        return tryOn(compiled, new Trials(compiled), cases).issues().stream()
                .filter(Issue::isError)
                .toList();
    }

    /** What tells an issue from others, wherever its line has moved to. */
    private static String told(Issue issue) {
        return issue.code() + " " + issue.place().file() + " " + issue.message();
    }

    private CheckResult check(List<RuleFile> files, Set<String> attributes, Predicate<Issue> forgiven) {
        CheckOptions asked = asked(attributes, forgiven);
        return CheckedRuleSet.check(ParsedRuleSet.parse(files, asked, known), asked);
    }

    private CheckOptions asked(Set<String> attributes, Predicate<Issue> forgiven) {
        return new CheckOptions(
                options.zone(),
                options.baseCurrency(),
                attributes,
                clock.instant().atZone(options.zone()).toLocalDate(),
                limits,
                forgiven,
                vocabulary -> new AccountCleaner(vocabulary, options.admitted())::cleanValue);
    }

    private TrialReport tryOn(CompiledRuleSet compiled, Trials trials, ReadCases cases) {
        return new Trial(compiled.checked().rules(), trials::answer).run(cases.cases(), clock.instant());
    }

    private static boolean hasErrors(List<Issue> issues) {
        return issues.stream().anyMatch(Issue::isError);
    }
}
