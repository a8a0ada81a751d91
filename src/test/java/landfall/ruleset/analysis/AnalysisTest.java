package landfall.ruleset.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import landfall.account.AccountRequest;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.RuleFile;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What the analysis tells, by example. */
class AnalysisTest {

    private static final String TURNS =
            "rule \"Turns\" when Territory() then routing.roundRobin(\"alice\", \"bob\"); end\n";

    @Test
    void rulesThatCoverEverythingOnceHaveNoFindings() {
        assertThat(findings(rule("US", 0, "country == \"US\"", "us") + rule("Rest", -1, "", "japan")))
                .isEmpty();
    }

    @Test
    void whatNoRuleClaimsIsAGap() {
        assertThat(findings(rule("US", 0, "country in (\"US\", \"CA\"), dealSize >= 100", "us")))
                .extracting(Finding::message)
                .containsExactlyInAnyOrder(
                        "no rule claims accounts with country any but CA, US",
                        "no rule claims accounts with country CA, US; dealSize below 100, or unknown");
    }

    @Test
    void aGapIsShownByAnAccountThatNoRuleClaims() {
        Finding gap = only(rule("US", 0, "country == \"US\"", "us"));

        assertThat(gap.code()).isEqualTo(FindingCode.GAP);
        assertThat(gap.region()).containsOnly(Map.entry("country", "any but US"));
        assertThat(gap.example().account()).containsOnlyKeys("country").doesNotContainValue("US");
        assertThat(gap.example().outcome()).isEqualTo("no rule matches");
    }

    @Test
    void equalPriorityAndDifferentOwnersOverlap() {
        Finding overlap = only(rule("West", 5, "region in (\"CA\", \"OR\")", "us-west")
                + rule("Software", 5, "industry == \"Software\"", "us-east")
                + rule("Rest", 0, "", "us"));

        assertThat(overlap.code()).isEqualTo(FindingCode.OVERLAP);
        assertThat(overlap.rule()).isEqualTo("Software");
        assertThat(overlap.place()).startsWith("rules.drl:");
        assertThat(overlap.others()).extracting(Finding.RuleAt::rule).containsExactly("West");
        assertThat(overlap.example().account())
                .containsEntry("industry", "Software")
                .containsKey("region");
        assertThat(overlap.example().outcome()).isEqualTo("rule \"West\" decides, since it stands first");
    }

    @Test
    void noOverlapWhereAnotherRuleAlwaysWinsOrTheOwnerIsTheSame() {
        assertThat(findings(rule("Both", 9, "region == \"CA\", industry == \"Software\"", "japan")
                        + rule("California", 5, "region == \"CA\"", "us-west")
                        + rule("Software", 5, "industry == \"Software\"", "us-east")
                        + rule("Also California", 5, "region == \"CA\", dealSize >= 10", "us-west")
                        + rule("Rest", 0, "", "us")))
                .extracting(Finding::code)
                .containsExactly(FindingCode.SHADOWED_RULE);
    }

    @Test
    void rulesBehindOthersThatTakeEverythingAreShadowed() {
        Finding shadowed = only(rule("Small", 9, "dealSize < 100 || dealSize == null", "us-west")
                + rule("Large", 8, "dealSize >= 100", "us-east")
                + rule("Software", 7, "industry == \"Software\"", "japan"));

        assertThat(shadowed.code()).isEqualTo(FindingCode.SHADOWED_RULE);
        assertThat(shadowed.rule()).isEqualTo("Software");
        assertThat(shadowed.others()).extracting(Finding.RuleAt::rule).containsExactly("Small", "Large");
        assertThat(shadowed.example().account()).containsEntry("industry", "Software");
    }

    @Test
    void whyARuleIsDeadIsSaid() {
        String rest = rule("Rest", 0, "", "us");
        assertThat(only(rule("A", 1, "country == \"US\", region == \"13\"", "japan") + rest)
                        .message())
                .isEqualTo("this rule can never match: nothing satisfies both country == \"US\" and region == \"13\"");
        assertThat(only(rule("A", 1, "employees < 5, dealSize > 1, employees > 4", "japan") + rest)
                        .message())
                .endsWith("nothing satisfies both employees < 5 and employees > 4");
        assertThat(only(rule("A\"\n date-expires \"01-Feb-2026", 1, "", "japan") + rest)
                        .message())
                .endsWith("its last day was before 2026-02-01");
        assertThat(only(rule("A", 1, "industry memberOf none", "japan") + rest, list("none", "industry\n"))
                        .message())
                .endsWith("nothing satisfies industry memberOf none");
    }

    @Test
    void aRepWhoIsGoneAndAnEmptyListClaimNothing() {
        assertThat(findings(
                        "rule \"Listed\" when Account() then routing.territoryFrom(\"m\", \"industry\"); end\n"
                                + rule("Rest", -1, "", "us"),
                        list("m", "industry,territory\n")))
                .extracting(Finding::code, Finding::rule)
                .containsExactly(Tuple.tuple(FindingCode.DEAD_RULE, "Listed"));
    }

    @Test
    void conditionsThatSayNothingAreTold() {
        assertThat(findings(
                        rule("A", 1, "place == \"US-CA\", country == \"US\", employees >= 0 || employees == null", "us")
                                + rule("Rest", 0, "", "us-east")))
                .extracting(Finding::code, Finding::place)
                .containsExactly(
                        Tuple.tuple(FindingCode.CONDITION_ALWAYS_TRUE, "rules.drl:5:49"),
                        Tuple.tuple(FindingCode.REDUNDANT_CONDITION, "rules.drl:5:32"));
    }

    @Test
    void nullMakesNotEqualTrue() {
        assertThat(findings(rule("Not software", 1, "industry != \"Software\"", "us")
                        + rule("Software", 1, "industry == \"Software\"", "us-east")
                        + rule("Unknown", 0, "industry == null", "japan")))
                .extracting(Finding::code, Finding::rule)
                .containsExactly(Tuple.tuple(FindingCode.SHADOWED_RULE, "Unknown"));
    }

    @Test
    void aRegularExpressionIsOneQuestion() {
        String rules = rule("Students", 5, "title matches \".*student.*\"", "us")
                + rule("No students", 5, "!(title matches \".*student.*\")", "us-east")
                + rule("Teachers", 4, "title matches \".*teacher.*\"", "japan");
        try (CompiledRuleSet compiled = AnalysedRules.compiled(TURNS + rules)) {
            AnalysisReport report = Analysis.of(compiled, AnalysedRules.NOW).report();

            assertThat(report.findings())
                    .extracting(Finding::code, Finding::rule)
                    .containsExactly(Tuple.tuple(FindingCode.SHADOWED_RULE, "Teachers"));
            assertThat(report.notAnalysed()).hasSize(3).allMatch(each -> each.condition()
                    .startsWith("title matches"));
        }
    }

    @Test
    void aTerritoryWithoutATurnIsARotationGap() {
        List<Finding> findings = findingsWithTurns(
                rule("US", 0, "", "us-west"),
                """
                rule "By day" when
                    Territory( id == "us-west" )
                    Clock( zone == "America/New_York", hour >= 9, hour < 18 )
                then routing.roundRobin("alice"); end
                rule "Japan" when Territory( id == "japan" ) then routing.roundRobin("bob"); end
                """);

        assertThat(findings).extracting(Finding::code).containsExactly(FindingCode.ROTATION_GAP);
        assertThat(findings.get(0).message()).startsWith("in territory \"us-west\" no rotation rule says whose turn");
        assertThat(findings.get(0).example().outcome()).isEqualTo("it reaches us-west, and no rotation rule matches");
    }

    @Test
    void rotationRulesAreShadowedAndDeadAsOthers() {
        assertThat(
                        findingsWithTurns(
                                rule("US", 0, "", "us-west"),
                                """
                        rule "All" salience 2 when Territory( type == "territory" ) then routing.roundRobin("alice"); end
                        rule "West" salience 1 when Territory( id == "us-west" ) then routing.roundRobin("bob"); end
                        rule "None" when Territory( id == "us", role == "sdr" ) then routing.roundRobin("bob"); end
                        """))
                .extracting(Finding::code, Finding::rule)
                .containsExactly(
                        Tuple.tuple(FindingCode.DEAD_RULE, "None"), Tuple.tuple(FindingCode.SHADOWED_RULE, "West"));
    }

    @Test
    void theUpperRowOfASheetWithoutPrioritiesIsNoOverlap() {
        String rows = "West,%sUS,\"CA, OR\",,us-west\nSoftware,%s,,Software,us-east\nRest,%sJP,,,us\n";
        String plain =
                """
                RuleSet,west
                RuleTable West
                NAME,CONDITION,CONDITION,CONDITION,ACTION
                ,Account...,Account...,Account...,
                ,country,"region in (forall(,){""$""})",industry,"routing.territory(""$param"");"
                Rule,Country,Regions,Industry,Territory
                """;
        String prioritised =
                plain.replace("NAME,", "NAME,PRIORITY,").replace("\n,", "\n,,").replace("Rule,", "Rule,Priority,");

        assertThat(findings("", sheet(plain + rows.formatted("", "", ""))))
                .extracting(Finding::code)
                .containsOnly(FindingCode.ROTATION_GAP, FindingCode.GAP);
        assertThat(findings("", sheet(prioritised + rows.formatted("5,", "5,", "1,"))))
                .extracting(Finding::code, Finding::place)
                .contains(Tuple.tuple(FindingCode.OVERLAP, "west.drl.csv!A8"));
    }

    @Test
    void accountsAreCountedByFinding() {
        String rules = rule("West", 5, "region in (\"CA\", \"OR\")", "us-west")
                + rule("Software", 5, "industry == \"Software\"", "us-east")
                + rule("Oregon", 1, "region == \"OR\"", "us");
        try (CompiledRuleSet compiled = AnalysedRules.compiled(TURNS + rules)) {
            AnalysisReport report = Analysis.of(compiled, AnalysedRules.NOW)
                    .report(Stream.of(
                            account("US", "CA", "Software"),
                            account("US", "OR", "Software"),
                            account("US", "OR", "Banking"),
                            account("US", "TX", "Software"),
                            account("US", "TX", "Banking"),
                            account("JP", "13", null)));

            assertThat(report.accounts()).isEqualTo(6);
            assertThat(report.findings())
                    .extracting(Finding::code, Finding::accounts)
                    .containsExactly(
                            Tuple.tuple(FindingCode.SHADOWED_RULE, 2L),
                            Tuple.tuple(FindingCode.OVERLAP, 2L),
                            Tuple.tuple(FindingCode.GAP, 2L));
        }
    }

    @Test
    void theReportIsJson() {
        try (CompiledRuleSet compiled = AnalysedRules.compiled(TURNS + rule("US", 0, "dealSize >= 0.1", "us"))) {
            JsonNode json = new ObjectMapper()
                    .valueToTree(Analysis.of(compiled, AnalysedRules.NOW).report());

            JsonNode gap = json.path("findings").path(0);
            assertThat(gap.path("code").asText()).isEqualTo("gap");
            assertThat(gap.path("severity").asText()).isEqualTo("information");
            assertThat(gap.path("region").path("dealSize").asText()).isEqualTo("below 0.1, or unknown");
            assertThat(gap.has("rule")).isFalse();
            assertThat(json.path("rules").asInt()).isEqualTo(2);
        }
    }

    @Test
    void whatTheLimitOfWorkCutsOffIsSaid() {
        StringBuilder rules = new StringBuilder();
        for (int each = 0; each < 60; each++) {
            rules.append(rule("R" + each, each, "dealSize >= " + each + ", employees < " + (60 - each), "us"));
        }
        try (CompiledRuleSet compiled = AnalysedRules.compiled(TURNS + rules)) {
            AnalysisReport report = Analysis.of(compiled, AnalysedRules.NOW, new Analysis.Limits(50, 500))
                    .report();

            assertThat(report.unfinished()).isNotEmpty();
            assertThat(report.findings()).noneMatch(finding -> finding.code() == FindingCode.SHADOWED_RULE);
        }
    }

    @Test
    void moreThanIsToldIsCounted() {
        StringBuilder rules = new StringBuilder(rule("Rest", 9, "", "us"));
        for (int each = 0; each < 5; each++) {
            rules.append(rule("R" + each, 1, "dealSize == " + each, "us"));
        }
        try (CompiledRuleSet compiled = AnalysedRules.compiled(TURNS + rules)) {
            AnalysisReport report = Analysis.of(compiled, AnalysedRules.NOW, new Analysis.Limits(2, 1_000_000))
                    .report();

            assertThat(report.findings()).hasSize(2);
            assertThat(report.leftOut()).containsOnly(Map.entry("shadowed-rule", 3));
        }
    }

    @Test
    void thatOverlapsAreLeftOutIsSaid() {
        String rules = rule("A", 1, "dealSize > 1", "us")
                + rule("B", 1, "employees > 1", "us-east")
                + rule("C", 1, "industry == \"x\"", "us-west");
        try (CompiledRuleSet compiled = AnalysedRules.compiled(TURNS + rules)) {
            AnalysisReport report = Analysis.of(compiled, AnalysedRules.NOW, new Analysis.Limits(50, 1_000_000, 2))
                    .report();

            assertThat(report.findings())
                    .filteredOn(finding -> finding.code() == FindingCode.OVERLAP)
                    .extracting(Finding::rule)
                    .containsExactly("B", "C");
            assertThat(report.unfinished()).containsExactly("overlaps beyond the first 2 are neither told nor counted");
        }
    }

    private static AccountRequest account(String country, String region, String industry) {
        Map<String, Object> fields = new java.util.LinkedHashMap<>();
        fields.put("country", country);
        fields.put("region", region);
        fields.put("industry", industry);
        fields.put("dealSize", BigDecimal.TEN);
        return new AccountRequest(fields);
    }

    private static RuleFile sheet(String text) {
        return AnalysedRules.file("west.drl.csv", text);
    }

    private static RuleFile list(String name, String rows) {
        return AnalysedRules.file("lists/" + name + ".csv", rows);
    }

    private static String rule(String name, int salience, String conditions, String territory) {
        return "rule \"" + name + "\"\n    salience " + salience + "\nwhen\n    Account( " + conditions
                + " )\nthen\n    routing.territory(\"" + territory + "\");\nend\n";
    }

    private static Finding only(String rules, RuleFile... more) {
        List<Finding> findings = findings(rules, more);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static List<Finding> findings(String rules, RuleFile... more) {
        return findings(more.length > 0 && more[0].path().endsWith(".drl.csv") ? "" : TURNS, rules, more);
    }

    private static List<Finding> findingsWithTurns(String rules, String turns) {
        return findings(turns, rules);
    }

    /** Rules, then turns, so that places are those of the rules; lists that they name are declared. */
    private static List<Finding> findings(String turns, String rules, RuleFile... more) {
        StringBuilder header = new StringBuilder();
        for (RuleFile list : more) {
            if (!list.path().startsWith("lists/")) {
                continue;
            }
            header.append("global java.util.Set ")
                    .append(list.path().substring("lists/".length(), list.path().length() - ".csv".length()))
                    .append(";");
        }
        try (CompiledRuleSet compiled = AnalysedRules.compiled(header + "\n" + rules + turns, more)) {
            return Analysis.of(compiled, AnalysedRules.NOW).report().findings();
        }
    }
}
