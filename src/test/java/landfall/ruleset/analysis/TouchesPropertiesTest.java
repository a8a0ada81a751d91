package landfall.ruleset.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import landfall.account.AccountRequest;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.language.Rule;
import landfall.routing.Claim;
import landfall.routing.OverlayClaim;
import landfall.routing.Route;
import landfall.ruleset.CompiledRuleSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** How many accounts a finding touches is what comes out when each of them is asked about it by itself. */
class TouchesPropertiesTest {

    private static final Analysis.Limits ALL = new Analysis.Limits(10_000, 1_000_000_000);

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void countsWhatEachFindingTouches(@ForAll Random random) {
        boolean turns = random.nextBoolean();
        String drl = turns ? new SmallTurns(random).rules() : new SmallWorld(random).rules();
        List<AccountRequest> accounts = SmallWorld.accounts(drl).stream()
                .filter(account -> turns || random.nextInt(3) == 0)
                .map(TouchesPropertiesTest::request)
                .toList();
        try (CompiledRuleSet rules = AnalysedRules.compiled(drl, SmallWorld.INDUSTRIES, SmallWorld.LARGE)) {
            Analysis analysis = Analysis.of(rules, AnalysedRules.NOW, ALL);

            AnalysisReport report = analysis.report(accounts.stream());

            assertThat(report.accounts()).isEqualTo(accounts.size());
            for (Finding finding : report.findings()) {
                long touched = accounts.stream()
                        .filter(touches(rules, analysis, finding))
                        .count();
                assertThat(finding.accounts()).as("%s in%n%s", finding, drl).isEqualTo(touched);
            }
        }
    }

    private static AccountRequest request(Account account) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("country", account.country());
        fields.put("region", account.region());
        fields.put("industry", account.industry());
        fields.put("dealSize", account.dealSize());
        fields.put("employees", account.employees());
        fields.put("existingCustomer", account.existingCustomer());
        fields.put("tags", List.copyOf(account.tags()));
        fields.values().removeIf(Objects::isNull);
        return new AccountRequest(fields);
    }

    private static Predicate<AccountRequest> touches(CompiledRuleSet rules, Analysis analysis, Finding finding) {
        return switch (finding.code()) {
            case GAP, ROTATION_GAP -> {
                Gaps.Gap gap = analysis.gaps().stream()
                        .filter(each -> each.finding().withAccounts(0).equals(finding.withAccounts(0)))
                        .findFirst()
                        .orElseThrow();
                String at = finding.example().at();
                Instant then = at == null ? AnalysedRules.NOW : Instant.parse(at);
                yield request -> {
                    Account account = clean(rules, request, then);
                    return Told.isIn(analysis, gap.box(), account)
                            && (finding.code() == FindingCode.GAP
                                    ? rules.router()
                                                    .route(account, moment(rules, then))
                                                    .winner()
                                            == null
                                    : isOpen(rules, analysis, gap, account, moment(rules, then)));
                };
            }
            case OVERLAP ->
                request -> {
                    Account account = clean(rules, request, AnalysedRules.NOW);
                    String first = finding.others().get(0).rule();
                    return finding.message().contains("turns")
                            ? ties(rules, account, first, finding.rule())
                            : overlaps(
                                    rules.router().route(account, moment(rules, AnalysedRules.NOW)),
                                    finding.message().contains("in the role"),
                                    first,
                                    finding.rule());
                };
            default -> request -> matches(rules, clean(rules, request, AnalysedRules.NOW), finding.rule());
        };
    }

    private static boolean isOpen(
            CompiledRuleSet rules, Analysis analysis, Gaps.Gap gap, Account account, Moment moment) {
        return Told.reached(rules, account, moment).entrySet().stream()
                .filter(reached -> reached.getKey().id().equals(gap.territory()))
                .anyMatch(reached -> reached.getValue().stream()
                        .map(owner -> reached.getKey().fact(owner))
                        .anyMatch(fact ->
                                gap.entries().get(analysis.space().territories().ofFact(fact))
                                        && rules.rules()
                                                .matchRotationRules(account, fact, moment)
                                                .isEmpty()));
    }

    private static boolean overlaps(Route route, boolean overlay, String first, String second) {
        if (overlay) {
            return route.overlaysAlsoMatched().stream().anyMatch(lost -> {
                OverlayClaim winner = route.overlays().get(lost.role());
                return winner.rule().name().equals(first)
                        && lost.rule().name().equals(second)
                        && winner.rule().salience() == lost.rule().salience()
                        && !winner.territory().equals(lost.territory());
            });
        }
        Claim winner = route.winner();
        return winner != null
                && winner.rule().name().equals(first)
                && route.alsoMatched().stream()
                        .anyMatch(lost -> lost.rule().name().equals(second)
                                && lost.rule().salience() == winner.rule().salience()
                                && !owner(lost).equals(owner(winner)));
    }

    private static String owner(Claim claim) {
        return claim.rep() == null ? "territory " + claim.territory() : "rep " + claim.rep();
    }

    private static boolean ties(CompiledRuleSet rules, Account account, String first, String second) {
        return turns(rules, account)
                .anyMatch(matching -> matching.get(0).name().equals(first)
                        && matching.stream()
                                .anyMatch(rule -> rule.name().equals(second)
                                        && rule.salience() == matching.get(0).salience()));
    }

    private static boolean matches(CompiledRuleSet rules, Account account, String name) {
        Moment moment = moment(rules, AnalysedRules.NOW);
        return rules.rules().matchTerritoryRules(account, moment).stream()
                        .anyMatch(rule -> rule.name().equals(name))
                || turns(rules, account).anyMatch(matching -> matching.stream()
                        .anyMatch(rule -> rule.name().equals(name)));
    }

    /** The rotation rules that match in each territory that the account comes to; where there are some. */
    private static java.util.stream.Stream<List<Rule>> turns(CompiledRuleSet rules, Account account) {
        Moment moment = moment(rules, AnalysedRules.NOW);
        return Told.reached(rules, account, moment).entrySet().stream()
                .flatMap(reached -> reached.getValue().stream().map(owner -> rules.rules()
                        .matchRotationRules(account, reached.getKey().fact(owner), moment)))
                .filter(matching -> !matching.isEmpty());
    }

    private static Account clean(CompiledRuleSet rules, AccountRequest request, Instant at) {
        return rules.cleaner()
                .clean(request, at.atZone(ZoneOffset.UTC).toLocalDate())
                .account();
    }

    private static Moment moment(CompiledRuleSet rules, Instant at) {
        return new Moment(at, rules.roster().holidays());
    }
}
