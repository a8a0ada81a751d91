package landfall.ruleset.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import landfall.language.Issue;
import landfall.language.Severity;
import landfall.ruleset.Limits;
import landfall.ruleset.RuleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CaseReaderTest {

    @Test
    void readsACaseWithItsPlaces() {
        ReadCases read = read(
                """
                - name: a large Californian software company
                  account: {country: US, dealSize: 120000}
                  at: 2026-03-03T10:00:00-08:00
                  expect: {territory: us-west-enterprise, rep: carol}
                """);

        assertThat(read.issues()).isEmpty();
        Case only = read.cases().get(0);
        assertThat(only.name()).isEqualTo("a large Californian software company");
        assertThat(only.place()).hasToString("cases/a.yml:1:9");
        assertThat(only.at()).isEqualTo(Instant.parse("2026-03-03T18:00:00Z"));
        assertThat(only.overlays()).isNull();
        assertThat(only.expected())
                .extracting(Expected::key, Expected::value, expected -> expected.place()
                        .toString())
                .containsExactly(
                        tuple("territory", "us-west-enterprise", "cases/a.yml:4:23"),
                        tuple("rep", "carol", "cases/a.yml:4:48"));
    }

    @Test
    void aFaultOfWhichYamlGivesNoPlaceIsToldAtTheLastThatCouldBeRead() {
        ReadCases read = read("- name: Milan\n  expect: {territory: south, rule: Southern\n }m\n-ae: Dubai\n");

        assertThat(read.cases()).isEmpty();
        assertThat(read.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo("case-unreadable");
            assertThat(issue.message()).startsWith("this is no YAML that can be read: ");
            assertThat(issue.place().line()).isEqualTo(2);
            assertThat(issue.hint()).isNotNull();
        });
    }

    @Test
    void takesValuesAsTheyAreWritten() {
        ReadCases read = read(
                """
                - name: what YAML 1.1 would spoil
                  account:
                    country: NO
                    postalCode: 01067
                    name: 12:30
                    founded: 1_000
                    partner: ~
                    employees: 420
                    dealSize: 0.10
                    existingCustomer: true
                    externalId: "0815"
                    tags: [on, off]
                  expect: {status: assigned}
                """);

        assertThat(read.issues()).isEmpty();
        assertThat(read.cases().get(0).account().fields())
                .containsEntry("country", "NO")
                .containsEntry("postalCode", "01067")
                .containsEntry("name", "12:30")
                .containsEntry("founded", "1_000")
                .containsEntry("partner", null)
                .containsEntry("employees", BigInteger.valueOf(420))
                .containsEntry("dealSize", new BigDecimal("0.10"))
                .containsEntry("existingCustomer", true)
                .containsEntry("externalId", "0815")
                .containsEntry("tags", List.of("on", "off"));
    }

    @Test
    void countsColumnsInUtf16() {
        ReadCases read = read("- {name: \"𠮷野家\", account: {}, expect: {status: asigned}}\n");

        assertThat(read.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.place()).hasToString("cases/a.yml:1:48");
            assertThat(issue.place().length()).isEqualTo("asigned".length());
            assertThat(issue.hint()).isEqualTo("did you mean \"assigned\"?");
        });
    }

    @Test
    void expectsNoneByNullAndNoOverlaysByAnEmptyMap() {
        ReadCases read = read("- {name: a, account: {}, expect: {rule: null, overlays: {}}}\n");

        assertThat(read.cases().get(0).expected()).extracting(Expected::value).containsExactly((String) null);
        assertThat(read.cases().get(0).overlays()).isEmpty();
    }

    static Stream<Arguments> faults() {
        String rest = ", account: {}, expect: {status: assigned}}\n";
        return Stream.of(
                Arguments.of("- {name: a" + rest + "- {name: a" + rest, "case-duplicate-name", 2, 10),
                Arguments.of("- {name: a, acount: {}, expect: {rep: x}}", "case-unknown-key", 1, 13),
                Arguments.of("- {name: a, expect: {rep: x}}", "case-incomplete", 1, 3),
                Arguments.of("- {name: '', account: {}, expect: {rep: x}}", "case-wrong-value", 1, 10),
                Arguments.of("- {name: a, account: US, expect: {rep: x}}", "case-wrong-value", 1, 22),
                Arguments.of("- {name: a, at: 2026-03-03, account: {}, expect: {rep: x}}", "case-wrong-value", 1, 17),
                Arguments.of("- {name: a, account: {}, expect: {teritory: x}}", "case-unknown-key", 1, 35),
                Arguments.of("- {name: a, account: {}, expect: {rep: [x]}}", "case-wrong-value", 1, 40),
                Arguments.of("- {name: a, account: {}, expect: {status: done}}", "case-wrong-value", 1, 43),
                Arguments.of("- {name: a, account: {}, expect: {overlays: [x]}}", "case-wrong-value", 1, 45),
                Arguments.of("- {name: a, account: {}, expect: {overlays: {sdr: [x]}}}", "case-wrong-value", 1, 51),
                Arguments.of("- {name: a, account: {}, expect: {}}", "case-expects-nothing", 1, 34),
                Arguments.of("- {name: a, name: b, account: {}, expect: {rep: x}}", "case-duplicate-key", 1, 13),
                Arguments.of("- {name: a, account: {[x]: y}, expect: {rep: x}}", "case-wrong-value", 1, 23),
                Arguments.of("- a\n", "case-wrong-value", 1, 3),
                Arguments.of("name: a\n", "case-unreadable", 1, 1),
                Arguments.of("- name: a: b\n", "case-unreadable", 1, 10),
                Arguments.of("- name: a\n---\n- name: b\n", "case-unreadable", 2, 1),
                Arguments.of("- &x {name: a, account: *x, expect: {rep: x}}", "case-unreadable", 1, 25),
                Arguments.of("[".repeat(5000), "case-unreadable", 1, 13),
                Arguments.of("- name: a\u0000b\n", "case-unreadable", 1, 10));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesEachFaultAtItsPlace(String text, String code, int line, int column) {
        ReadCases read = read(text);

        assertThat(read.issues()).filteredOn(Issue::isError).first().satisfies(issue -> assertThat(
                        issue.code() + " " + issue.place())
                .isEqualTo(code + " cases/a.yml" + (line == 0 ? "" : ":" + line + ":" + column)));
    }

    @Test
    void namesAllFaultsInOneRun() {
        ReadCases read = read(
                """
                - {name: a, account: {}, expect: {rep: x}, wher: y}
                - {name: b, account: {}, expct: {rep: x}}
                - {name: c, account: {}, expect: {rep: x}}
                """);

        assertThat(read.cases()).extracting(Case::name).containsExactly("c");
        assertThat(read.issues()).extracting(Issue::code).containsExactly("case-unknown-key", "case-unknown-key");
    }

    @Test
    void warnsOfAFieldThatLooksLikeASlip() {
        ReadCases read = read("- {name: a, account: {industy: Software, seats: 12}, expect: {rep: x}}\n");

        assertThat(read.cases()).hasSize(1);
        assertThat(read.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.severity()).isEqualTo(Severity.WARNING);
            assertThat(issue.place()).hasToString("cases/a.yml:1:23");
            assertThat(issue.hint()).isEqualTo("did you mean `industry`?");
        });
    }

    @Test
    void refusesWhatIsNotUtf8OrTooLarge() {
        ReadCases read = CaseReader.read(
                List.of(
                        new RuleFile("cases/a.yml", new byte[] {'-', (byte) 0xff}),
                        new RuleFile("cases/b.yml", new byte[5 * 1024 * 1024 + 1])),
                Limits.DEFAULT);

        assertThat(read.issues())
                .extracting(issue -> issue.code() + " " + issue.place())
                .containsExactly("case-unreadable cases/a.yml", "case-limit cases/b.yml");
    }

    @Test
    void readsTheSampleRuleSetsCases() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("rules/cases"))) {
            ReadCases read =
                    CaseReader.read(files.sorted().map(CaseReaderTest::file).toList(), Limits.DEFAULT);

            assertThat(read.issues()).isEmpty();
            assertThat(read.cases()).hasSizeGreaterThan(90).allSatisfy(one -> assertThat(one.at())
                    .isNotNull());
        }
    }

    private static RuleFile file(Path path) {
        try {
            return new RuleFile("cases/" + path.getFileName(), Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReadCases read(String text) {
        return CaseReader.read(
                List.of(new RuleFile("cases/a.yml", text.getBytes(StandardCharsets.UTF_8))), Limits.DEFAULT);
    }
}
