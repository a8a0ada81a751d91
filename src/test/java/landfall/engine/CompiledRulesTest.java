package landfall.engine;

import static landfall.engine.Sketch.account;
import static landfall.engine.Sketch.and;
import static landfall.engine.Sketch.attribute;
import static landfall.engine.Sketch.clock;
import static landfall.engine.Sketch.compare;
import static landfall.engine.Sketch.contains;
import static landfall.engine.Sketch.endsWith;
import static landfall.engine.Sketch.in;
import static landfall.engine.Sketch.isNotNull;
import static landfall.engine.Sketch.isNull;
import static landfall.engine.Sketch.matches;
import static landfall.engine.Sketch.memberOf;
import static landfall.engine.Sketch.not;
import static landfall.engine.Sketch.notContains;
import static landfall.engine.Sketch.notIn;
import static landfall.engine.Sketch.notMemberOf;
import static landfall.engine.Sketch.number;
import static landfall.engine.Sketch.or;
import static landfall.engine.Sketch.rule;
import static landfall.engine.Sketch.startsWith;
import static landfall.engine.Sketch.territory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import landfall.engine.Sketch.RuleSketch;
import landfall.facts.Account;
import landfall.facts.Territory;
import landfall.language.Condition;
import landfall.language.Rule;
import landfall.language.ValueList;
import landfall.roster.Holidays;
import org.junit.jupiter.api.Test;

class CompiledRulesTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Map<String, ValueList> LISTS = Map.of("WEST", Sketch.list("WEST", "CA", "OR"));

    private static final Account FULL = Account.builder()
            .country("US")
            .region("CA")
            .name("Blue Fox Software")
            .employees(50)
            .dealSize(new BigDecimal("0.10"))
            .existingCustomer(true)
            .tag("inbound")
            .attribute("channel", "web")
            .number("seats", new BigDecimal("1200"))
            .build();
    private static final Account EMPTY = Account.builder().build();

    @Test
    void the_rule_of_the_highest_salience_comes_first_and_equals_in_file_order() {
        Condition us = compare(account("country"), "==", "US");
        assertThat(names(
                        FULL,
                        moment("2026-03-03T18:00:00Z"),
                        rule("low").salience(-5).account(us),
                        rule("first").account(us),
                        rule("top").salience(10).account(us),
                        rule("second").account(us)))
                .containsExactly("top", "first", "second", "low");
    }

    @Test
    void every_comparison_answers_for_a_value_that_is_known() {
        assertHolds(
                FULL,
                compare(account("country"), "==", "US"),
                compare(account("country"), "!=", "GB"),
                in(account("region"), "CA", "OR"),
                notIn(account("region"), "NY"),
                memberOf(account("region"), "WEST"),
                contains(account("tags"), "inbound"),
                contains(account("name"), "Fox"),
                notContains(account("tags"), "outbound"),
                matches(account("name"), "Blue .*"),
                startsWith(account("name"), "Blue"),
                endsWith(account("name"), "Software"),
                compare(account("existingCustomer"), "==", true),
                compare(account("employees"), ">=", 50),
                compare(account("employees"), "<", new BigDecimal("50.5")),
                compare(account("employees"), "<", new BigDecimal("5000000000")),
                compare(attribute("channel"), "==", "web"),
                compare(number("seats"), ">", 60),
                isNotNull(account("country")),
                isNull(account("city")));
        assertFails(
                FULL,
                compare(account("country"), "==", "us"),
                compare(account("country"), "!=", "US"),
                notIn(account("region"), "CA"),
                notMemberOf(account("region"), "WEST"),
                matches(account("name"), "Blue"),
                notContains(account("name"), "Fox"),
                compare(account("employees"), ">", 50),
                isNull(account("country")),
                isNotNull(account("city")));
    }

    @Test
    void numbers_compare_exactly_whatever_their_scale() {
        assertHolds(
                FULL,
                compare(account("dealSize"), "==", new BigDecimal("0.1")),
                compare(account("dealSize"), ">=", new BigDecimal("0.1")),
                compare(account("dealSize"), "<=", new BigDecimal("0.100")),
                compare(account("dealSize"), "<", new BigDecimal("0.1000000000000000000000001")),
                in(account("dealSize"), new BigDecimal("0.1"), 7),
                in(account("employees"), 50, 51));
    }

    @Test
    void a_null_field_fails_every_question_and_holds_for_its_negation() {
        assertFails(
                EMPTY,
                compare(account("country"), "==", "US"),
                compare(account("dealSize"), "<", 5),
                compare(account("employees"), ">=", 0),
                in(account("region"), "CA"),
                memberOf(account("region"), "WEST"),
                contains(account("name"), ""),
                matches(account("name"), ".*"),
                startsWith(account("name"), ""),
                compare(attribute("channel"), "==", "web"),
                compare(number("seats"), ">", 0),
                isNotNull(account("country")));
        assertHolds(
                EMPTY,
                compare(account("country"), "!=", "US"),
                notIn(account("region"), "CA"),
                notMemberOf(account("region"), "WEST"),
                notContains(account("name"), "x"),
                notContains(account("tags"), "x"),
                not(compare(account("dealSize"), "<", 5)),
                not(matches(account("name"), ".*")),
                isNull(account("country")));
    }

    @Test
    void conditions_nest() {
        Condition us = compare(account("country"), "==", "US");
        Condition gb = compare(account("country"), "==", "GB");
        Condition big = compare(account("employees"), ">", 1000);
        assertHolds(FULL, or(gb, us), and(us, not(big)), not(and(us, big)), or(and(gb, big), and(us, or(big, us))));
        assertFails(FULL, and(us, gb), not(or(us, gb)), or(gb, big));
    }

    @Test
    void clocks_of_several_zones_are_read_at_the_same_moment() {
        RuleSketch both = rule("both")
                .account()
                .clock(
                        "America/Los_Angeles",
                        compare(clock("hour"), "==", 10),
                        compare(clock("dayOfWeek"), "==", "TUE"))
                .clock("Asia/Tokyo", compare(clock("hour"), "==", 3), compare(clock("date"), ">=", "2026-03-04"));
        assertThat(names(FULL, moment("2026-03-03T18:00:00Z"), both)).containsExactly("both");
        assertThat(names(FULL, moment("2026-03-03T19:00:00Z"), both)).isEmpty();
    }

    @Test
    void days_begin_at_midnight_of_the_rules_zone() {
        RuleSketch march = rule("march")
                .zone("Asia/Tokyo")
                .effective("2026-03-01")
                .expires("2026-04-01")
                .account();
        RuleSketch plain = rule("plain").effective("2026-03-01").account();
        assertThat(names(FULL, moment("2026-02-28T14:59:59.999Z"), march, plain))
                .isEmpty();
        assertThat(names(FULL, moment("2026-02-28T15:00:00Z"), march, plain)).containsExactly("march");
        assertThat(names(FULL, moment("2026-03-31T14:59:59.999Z"), march, plain))
                .containsExactly("march", "plain");
        assertThat(names(FULL, moment("2026-03-31T15:00:00Z"), march, plain)).containsExactly("plain");
    }

    @Test
    void a_rule_that_is_not_enabled_never_matches() {
        assertThat(names(
                        FULL,
                        moment("2026-03-03T18:00:00Z"),
                        rule("off").disabled().account()))
                .isEmpty();
    }

    @Test
    void rotation_rules_see_the_territory_and_the_account() {
        List<Rule> rules = List.of(
                rule("claims").account().build(),
                rule("west").territory(compare(territory("id"), "==", "west")).build(),
                rule("west for customers")
                        .salience(1)
                        .territory(compare(territory("id"), "==", "west"))
                        .account(compare(account("existingCustomer"), "==", true))
                        .build(),
                rule("no parent").territory(isNull(territory("parent"))).build());
        try (CompiledRules compiled = CompiledRules.compile(rules, LISTS, UTC)) {
            Territory west = new Territory("west", "us", "territory", null, null);
            Moment moment = moment("2026-03-03T18:00:00Z");
            assertThat(compiled.matchRotationRules(FULL, west, moment))
                    .extracting(Rule::name)
                    .containsExactly("west for customers", "west");
            assertThat(compiled.matchTerritoryRules(FULL, moment))
                    .extracting(Rule::name)
                    .containsExactly("claims");
            assertThat(compiled.rules()).isEqualTo(rules);
        }
    }

    @Test
    void closed_rules_refuse() {
        CompiledRules compiled =
                CompiledRules.compile(List.of(rule("any").account().build()), Map.of(), UTC);
        Moment moment = moment("2026-03-03T18:00:00Z");
        assertThat(compiled.matchTerritoryRules(FULL, moment)).hasSize(1);
        compiled.close();
        assertThatThrownBy(() -> compiled.matchTerritoryRules(FULL, moment)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_a_check_should_have_refused_is_refused() {
        Rule unknownList =
                rule("bad").account(memberOf(account("region"), "NONE")).build();
        Rule ordered = rule("bad").account(compare(account("tags"), "<", "x")).build();
        Rule mistyped =
                rule("bad").account(compare(account("dealSize"), ">", "x")).build();
        for (Rule bad : List.of(unknownList, ordered, mistyped)) {
            assertThatThrownBy(() -> CompiledRules.compile(List.of(bad), LISTS, UTC))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void assertHolds(Account account, Condition... conditions) {
        for (Condition condition : conditions) {
            assertThat(names(
                            account,
                            moment("2026-03-03T18:00:00Z"),
                            rule("asked").account(condition)))
                    .as("%s", condition)
                    .containsExactly("asked");
        }
    }

    private static void assertFails(Account account, Condition... conditions) {
        for (Condition condition : conditions) {
            assertThat(names(
                            account,
                            moment("2026-03-03T18:00:00Z"),
                            rule("asked").account(condition)))
                    .as("%s", condition)
                    .isEmpty();
        }
    }

    /** What matches, after checking that the evaluator for explanations answers alike. */
    private static List<String> names(Account account, Moment moment, RuleSketch... sketches) {
        List<Rule> rules =
                java.util.Arrays.stream(sketches).map(RuleSketch::build).toList();
        try (CompiledRules compiled = CompiledRules.compile(rules, LISTS, UTC, 1, IndexPlan.ENTERING)) {
            List<Rule> matched = compiled.matchTerritoryRules(account, moment);
            ConditionEvaluator evaluator = new ConditionEvaluator(LISTS);
            assertThat(rules.stream().filter(rule -> evaluator.matches(rule, account, moment, null, UTC)))
                    .containsExactlyInAnyOrderElementsOf(matched);
            try (CompiledRules shelved = CompiledRules.compile(rules, LISTS, UTC, 1, 0, 0)) {
                assertThat(shelved.matchTerritoryRules(account, moment)).isEqualTo(matched);
            }
            return matched.stream().map(Rule::name).toList();
        }
    }

    private static Moment moment(String instant) {
        return new Moment(Instant.parse(instant), Holidays.PUBLIC);
    }
}
