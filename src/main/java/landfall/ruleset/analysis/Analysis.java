package landfall.ruleset.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import landfall.account.AccountRequest;
import landfall.engine.RulePeriod;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.Matches;
import landfall.language.ConditionText;
import landfall.language.Pattern;
import landfall.language.Rule;
import landfall.roster.Rep;
import landfall.ruleset.CheckedRuleSet;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.analysis.AnalysisReport.NotAnalysed;
import landfall.ruleset.analysis.Contest.Fate;

/**
 * What the rules of a rule set say of each other, from a moment on: for every account that there can be, not only for
 * those that were seen. The same rules and moment give the same report. For one thread, which lets
 * all processors work on the findings.
 */
public final class Analysis {

    /**
     * How much is done and told.
     *
     * @param told findings of each code
     * @param steps limit of work, in boxes looked at; twenty million take about a second
     * @param overlaps of one contest that are looked for; ten thousand take about a second
     */
    public record Limits(int told, long steps, int overlaps) {
        /** What users get. */
        public static final Limits USUAL = new Limits(50, 60_000_000, 10_000);

        public Limits(int told, long steps) {
            this(told, steps, USUAL.overlaps());
        }
    }

    private final CompiledRuleSet rules;
    private final Instant from;
    private final Limits limits;
    private final Runnable rest;
    private final Space space;
    private final Trier trier;
    private final List<Studied> studied = new ArrayList<>();
    private final Touches touches;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Gaps.Gap> open = new ArrayList<>();
    private final List<NotAnalysed> notAnalysed = new ArrayList<>();
    private final List<String> unfinished = new ArrayList<>();

    private Analysis(CompiledRuleSet rules, Instant from, Limits limits, Runnable rest) {
        CheckedRuleSet checked = rules.checked();
        this.rules = rules;
        this.from = from;
        this.limits = limits;
        this.rest = rest;
        List<Rule> enabled = checked.rules().stream()
                .filter(Rule::enabled)
                .sorted(Comparator.comparingInt(Rule::salience).reversed())
                .toList();
        Questions questions = new Questions(checked, enabled);
        MomentDimension moments = new MomentDimension(
                from,
                questions.clocks(),
                enabled.stream()
                        .map(rule -> RulePeriod.of(rule, checked.zone()))
                        .distinct()
                        .toList(),
                questions.reps().stream()
                        .flatMap(id -> checked.roster().rep(id).stream())
                        .filter(rep -> rep.activeFrom() != null || rep.activeTo() != null)
                        .map(Rep::id)
                        .toList(),
                checked.roster(),
                checked.zone(),
                questions.meaning());
        this.space = new Space(checked, questions, moments, new Spellings(rules.cleaner()::cleanValue));
        this.trier = new Trier(rules, space, from, rest);
        this.touches = new Touches(trier, space, checked.roster(), from);
        Study study = new Study(space, checked.zone());
        for (Rule rule : enabled) {
            studied.add(study.of(rule, studied.size()));
        }
        find(study);
    }

    /**
     * Analyses compiled rules with their roster.
     *
     * @param from findings hold from this moment on
     */
    public static Analysis of(CompiledRuleSet rules, Instant from) {
        return of(rules, from, Limits.USUAL);
    }

    public static Analysis of(CompiledRuleSet rules, Instant from, Limits limits) {
        return of(rules, from, limits, () -> {});
    }

    /**
     * The same with rests.
     *
     * @param rest is called often, by whatever thread works on the findings
     */
    public static Analysis of(CompiledRuleSet rules, Instant from, Limits limits, Runnable rest) {
        return new Analysis(rules, from, limits, rest);
    }

    private void find(Study study) {
        Work work = new Work(limits.steps(), rest);
        Claims claims = new Claims(rules.checked(), space, studied);
        Map<String, Contest> contests = new LinkedHashMap<>();
        claims.contests().forEach((name, boxes) -> contests.put(name, new Contest(name, boxes, space)));
        rules(study, contests, work);
        overlaps(contests, work);
        TurnGaps turns = new TurnGaps(rules.checked().roster(), space, trier, work);
        turns.of(
                        claims,
                        contests.values().stream()
                                .filter(contest -> !contest.name().equals(Claims.TURN))
                                .toList())
                .forEach(this::add);
        Gaps gaps = new Gaps(space, trier, work);
        gaps.primary(claims.contest(Claims.PRIMARY)).forEach(this::add);
        unfinished.addAll(turns.unfinished());
        unfinished.addAll(gaps.unfinished());
        int unshown = turns.unshown() + gaps.unshown();
        if (unshown > 0) {
            unfinished.add(unshown + " possible gaps are not told, since no account could be made to show them");
        }
        int left = contests.values().stream().mapToInt(Contest::unknown).sum();
        if (left > 0) {
            unfinished.add(left + " questions which rule decides were left open at the limit of work");
        }
        if (space.moments().isCut()) {
            unfinished.add("clocks were looked at up to " + space.moments().until());
        }
    }

    private void rules(Study study, Map<String, Contest> contests, Work work) {
        Redundancy redundancy = new Redundancy(space, study);
        RuleFindings told = new RuleFindings(study, trier, redundancy);
        Map<Studied, List<Fate>> fates = new HashMap<>();
        Map<Studied, List<Studied>> winners = new HashMap<>();
        contests.values().forEach(contest -> contest.fates(work).forEach((rule, fate) -> {
            fates.computeIfAbsent(rule, each -> new ArrayList<>()).add(fate);
            winners.computeIfAbsent(rule, each -> new ArrayList<>()).addAll(contest.winners(rule));
        }));
        List<List<Finding>> each = work.each(
                studied,
                Redundancy::most,
                (rule, part) -> told.of(
                        rule, fates.getOrDefault(rule, List.of()), winners.getOrDefault(rule, List.of()), part));
        for (Studied rule : studied) {
            if (rule.isWide()) {
                notAnalysed.add(notAnalysed(rule.rule(), null, "it has too many alternatives to be looked at"));
            }
            for (Finding finding : each.get(rule.rank())) {
                int number = add(finding);
                if (!rule.matching().isEmpty()) {
                    touches.rule(number, rule.rule());
                }
            }
            rule.rule().patterns().forEach(pattern -> expressions(rule.rule(), pattern));
        }
        if (redundancy.unknown() > 0) {
            unfinished.add(redundancy.unknown() + " conditions were left open at the limit of work");
        }
    }

    private void expressions(Rule rule, Pattern pattern) {
        for (var condition : pattern.conditions()) {
            Comparisons.each(condition, comparison -> {
                if (comparison instanceof Matches) {
                    notAnalysed.add(notAnalysed(
                            rule,
                            comparison,
                            "a regular expression: tried on the values that rules name; of all others it is taken to"
                                    + " hold or not, whatever else holds"));
                }
            });
        }
    }

    private static NotAnalysed notAnalysed(
            Rule rule, @org.jspecify.annotations.Nullable Comparison comparison, String reason) {
        return new NotAnalysed(
                rule.name(),
                (comparison == null ? rule.place() : comparison.place()).toString(),
                comparison == null ? null : ConditionText.of(comparison),
                reason);
    }

    private void overlaps(Map<String, Contest> contests, Work work) {
        Overlaps overlaps = new Overlaps(space, trier, limits.overlaps());
        CheckedRuleSet checked = rules.checked();
        contests.forEach((name, contest) -> {
            var ties = contest.ties(
                    (one, other) -> checked.ordersByRow(one.rule(), other.rule()), limits.overlaps(), work);
            for (Overlaps.Overlap overlap : overlaps.of(name, ties)) {
                touches.overlap(add(overlap.finding()), name, overlap);
            }
        });
        if (overlaps.isCut()) {
            unfinished.add("overlaps beyond the first " + limits.overlaps() + " are neither told nor counted");
        }
        if (overlaps.unshown() > 0) {
            unfinished.add(overlaps.unshown()
                    + " possible overlaps are not told, since no account could be made to show them");
        }
    }

    private int add(Finding finding) {
        findings.add(finding);
        return findings.size() - 1;
    }

    private void add(Gaps.Gap gap) {
        open.add(gap);
        touches.gap(add(gap.finding()), gap);
    }

    Space space() {
        return space;
    }

    /** Of owners and of turns, told or not. */
    List<Gaps.Gap> gaps() {
        return open;
    }

    /** What was found. */
    public AnalysisReport report() {
        return report(findings, null);
    }

    /**
     * The same, with how many of these accounts each finding touches at the moment of the analysis; a gap that opens later
     * at the moment of its example.
     *
     * @param accounts read once
     */
    public AnalysisReport report(Stream<AccountRequest> accounts) {
        long[] counts = new long[findings.size()];
        long number = touches.count(accounts, counts);
        List<Finding> counted = new ArrayList<>();
        for (int each = 0; each < counts.length; each++) {
            counted.add(findings.get(each).withAccounts(counts[each]));
        }
        return report(counted, number);
    }

    private AnalysisReport report(List<Finding> all, @org.jspecify.annotations.Nullable Long accounts) {
        List<Finding> told = new ArrayList<>();
        Map<String, Integer> leftOut = new LinkedHashMap<>();
        for (FindingCode code : FindingCode.values()) {
            List<Finding> alike = new ArrayList<>(
                    all.stream().filter(finding -> finding.code() == code).toList());
            if (accounts != null) {
                alike.sort(Comparator.comparingLong(finding -> -(finding.accounts() == null ? 0 : finding.accounts())));
            }
            alike.stream().limit(limits.told()).forEach(told::add);
            if (alike.size() > limits.told()) {
                leftOut.put(code.code(), alike.size() - limits.told());
            }
        }
        Instant until = space.moments().until();
        return new AnalysisReport(
                from.toString(),
                until.equals(Instant.MAX) ? null : until.toString(),
                studied.size(),
                told,
                leftOut,
                notAnalysed,
                unfinished,
                accounts);
    }
}
