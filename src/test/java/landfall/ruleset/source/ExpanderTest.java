package landfall.ruleset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import landfall.language.Issue;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import org.drools.drl.parser.lang.dsl.DSLTokenizedMappingFile;
import org.drools.drl.parser.lang.dsl.DefaultExpander;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences become the text that Drools' own expander makes of them, and cannot make Landfall work without end. */
class ExpanderTest {

    private static final Path SAMPLES = Path.of("src/test/resources/landfall/ruleset/sentences");

    /** Parts of {@code .dsl} files of every kind: variables, functions, earlier variables, options, cascades. */
    private static final List<String> MAPPINGS = List.of(
            "[when]The account=Account( )",
            "[when]An account in {land:\\w+}=Account( country == \"{land}\" )",
            "[when]- is called {name}=name == \"{name}\"",
            "[when]- is large=employees >= 1000",
            "[condition][]- earns {amount:number:\\d+}=dealSize >= {amount}",
            "[when]- {field:\\w+} among {values}=- {field} in ({values})",
            "[when]- {rest}={rest}",
            "[*]the land={land!lc}",
            "[then]Send it to {place}=routing.territory(\"{place!lc}\");",
            "[consequence]Say {text}=routing.reason(\"{text!ucfirst} {land}\");",
            "[then]Log {n}=log({n!num});",
            "[then]Grade {g:\\w+}=grade({g!a?one/b?two/other});",
            "[keyword]Weight {n:\\d+}=salience {n}",
            "[keyword]regel=rule",
            "[when]\\$price {n}=\\$p == {n}",
            "#/ debug",
            "# a comment",
            "[when]split over",
            "   two lines=Account( score > 1 )",
            "[when]nothing=",
            "[when]x(y|z)+ {v}=X( {v} )");

    private static final List<String> LINES = List.of(
            "The account",
            "An account in US and more",
            "- is called Acme, Inc.",
            "  - is large",
            "- earns 5",
            "- country among \"US\", \"CA\"",
            "- anything at all",
            "    > Clock( zone == \"UTC\" )",
            "# comment",
            "// comment",
            "",
            "   ",
            "Send it to US-WEST",
            "Say hello the land",
            "Log EUR 1,234.56",
            "Grade a",
            "Grade c",
            "> routing.rep(\"alice\");",
            "$price 5",
            "split over two lines",
            "nothing at all",
            "xyz 7",
            "/* gone",
            "over lines */ The account");

    @ParameterizedTest
    @ValueSource(strings = {"english", "japanese"})
    void theSampleRulesBecomeWhatDroolsMakesOfThem(String language) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(SAMPLES.resolve(language))) {
            files = found.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(10);
        String mappings =
                Mappings.shippedText(language.equals("english") ? "territories.en.dsl" : "territories.ja.dsl");
        for (Path file : files) {
            String text = Files.readString(file);
            assertThat(ours(text, mappings, new Issues(Limits.DEFAULT))).contains(stock(text, mappings));
        }
    }

    @Test
    void anyFileThatDroolsExpandsWithoutFaultBecomesTheSameText() throws IOException {
        Random random = new Random(20_261_129);
        int same = 0;
        for (int i = 0; i < 3_000; i++) {
            String mappings = some(MAPPINGS, random, 12);
            String text = "expander words.dsl\n" + (random.nextBoolean() ? "package a\n" : "") + rule(random)
                    + rule(random) + (random.nextBoolean() ? "" : "// the end");
            text = random.nextInt(4) == 0 ? text.replace("\n", "\r\n") : text;
            DefaultExpander stock = expander(mappings);
            String wanted = stock.expand(new StringReader(text));
            Issues issues = new Issues(Limits.DEFAULT);
            Optional<String> got = ours(text, mappings, issues);
            if (!stock.hasErrors() && !issues.hasErrors()) {
                assertThat(got).as(mappings + "\n---\n" + text).contains(wanted);
                same++;
            } else if (stock.hasErrors()) {
                assertThat(issues.hasErrors()).as(mappings + "\n---\n" + text).isTrue();
            }
        }
        assertThat(same).isGreaterThan(50);
    }

    @Test
    void ownMappingsAreReadAsDroolsReadsTheWholeFile() throws IOException {
        for (String name : Mappings.SHIPPED) {
            String text = Mappings.shippedText(name);
            List<Mapping> read = Mappings.read(new SourceText(name, text), new Issues(Limits.DEFAULT), Limits.DEFAULT);

            assertThat(read)
                    .extracting(mapping -> mapping.pattern().pattern() + "=" + mapping.value())
                    .isEqualTo(file(text).getMapping().getEntries().stream()
                            .map(entry -> entry.getKeyPattern().pattern() + "=" + entry.getValuePattern())
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // an expression with exponentially many ways to match
                "[when]The ((a|aa)+)+b=Account( )",
                "[when]The {v:(?:a*)*c}=Account( )",
                // expressions that recurse for each character
                "[when]{v:(?:a|b|The| )*}=Account( {v}",
                // sentences that stand for themselves, twice
                "[when]a=a a\n"
                        + "[when]a a=a a a a\n"
                        + "[when]a a a=a a a a a a a\n"
                        + "[when] a a=a a a a a a a a a\n"
                        + "[when]a=a a a a a a a",
                // nothing, replaced by nothing
                "[when]x?=",
                "[when]{v}={v}{v}{v}{v}{v}{v}{v}{v}\n"
                        + "[when]{w}={w}{w}{w}{w}{w}{w}{w}{w}\n"
                        + "[when]{x}={x}{x}{x}{x}{x}{x}{x}{x}",
                "[keyword]a=aaaaaaaaaaaaaaaa",
            })
    void aHostileMappingIsToldAndEnds(String mappings) {
        String line = "The " + "a".repeat(5_000) + " " + "a ".repeat(1_000);
        String text = "expander words.dsl\nrule \"x\"\nwhen\n" + line + "\nthen\nend\n";
        Issues issues = new Issues(Limits.DEFAULT);

        ours(text, mappings, issues);

        assertThat(issues.hasErrors()).isTrue();
    }

    @Test
    void aTextThatNamesItsOwnVariableEnds() {
        Issues issues = new Issues(Limits.DEFAULT);

        ours("rule \"x\"\nwhen\nis {a}x\nthen\nend\n", "[when]is {a}=name == {a}", issues);

        assertThat(issues.sorted()).extracting(Issue::code).containsExactly(IssueCode.TOO_MUCH_EXPANSION.code());
    }

    @Test
    void aFileOfKeywordsWithoutOrderIsReadInOnePass() {
        String text = "rule\nwhen\n".repeat(50_000) + "then\n".repeat(50_000) + "\n".repeat(200_000) + "rule \"x\"\n";
        Issues issues = new Issues(Limits.DEFAULT);

        Optional<String> got = ours(text, "[when]a=b", issues);

        assertThat(got).isPresent();
        assertThat(issues.hasErrors()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(1);",
                "Runtime.getRuntime().exec(\"true\");",
                "routing.territory(\"a\"); java.lang.System.exit(1);",
                "modify(account) { setName(\"x\") }",
                "end function void f() { } rule \"y\" when then",
            })
    void whatASentenceStandsForIsReadByTheGrammarOfRuleFiles(String action) {
        Issues issues = new Issues(Limits.DEFAULT);
        SourceText source = new SourceText("a.dslr", "rule \"x\"\nwhen\nThe account\nthen\nDo it\nend\n");
        List<Mapping> mappings = Mappings.read(
                new SourceText(
                        "a.dsl",
                        "[when]The account=Account( )\n[then]Do it="
                                + action.replace("{", "\\{").replace("}", "\\}")),
                issues,
                Limits.DEFAULT);
        SourceText made =
                Expander.expand(source, mappings, issues, Limits.DEFAULT).orElseThrow();
        RuleFileParser parser = new RuleFileParser(Scanner.scan(made, issues, Limits.DEFAULT), issues, Limits.DEFAULT);
        parser.parse();

        assertThat(issues.sorted())
                .isNotEmpty()
                .allSatisfy(issue -> assertThat(issue.place().line()).isBetween(4, 5));
    }

    private static String rule(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "rule \"r\"\n" : "  regel \"r\"\n  Weight 5\n");
        text.append(random.nextBoolean() ? "when\n" : "\n  when // now\n");
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(LINES.get(random.nextInt(12))).append('\n');
        }
        text.append(random.nextBoolean() ? "then\n" : "  \n then\n");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(LINES.get(8 + random.nextInt(10))).append('\n');
        }
        return text.append(random.nextBoolean() ? "end\n" : "  end  // of it\n\n")
                .toString();
    }

    private static String some(List<String> lines, Random random, int least) {
        List<String> chosen = new ArrayList<>(lines);
        while (chosen.size() > least && random.nextInt(5) > 0) {
            String gone = chosen.get(random.nextInt(chosen.size()));
            if (!gone.startsWith("   ") && !gone.startsWith("[when]split")) {
                chosen.remove(gone);
            }
        }
        return String.join("\n", chosen) + "\n";
    }

    private static Optional<String> ours(String text, String mappings, Issues issues) {
        List<Mapping> read = Mappings.read(new SourceText("words.dsl", mappings), issues, Limits.DEFAULT);
        return SourceText.read("a.dslr", text.getBytes(StandardCharsets.UTF_8), issues)
                .flatMap(source -> Expander.expand(source, read, issues, Limits.DEFAULT))
                .map(SourceText::text);
    }

    private static String stock(String text, String mappings) throws IOException {
        DefaultExpander expander = expander(mappings);
        String expanded = expander.expand(new StringReader(text));
        assertThat(expander.getErrors()).isEmpty();
        return expanded;
    }

    private static DefaultExpander expander(String mappings) throws IOException {
        DefaultExpander expander = new DefaultExpander();
        expander.addDSLMapping(file(mappings).getMapping());
        return expander;
    }

    private static DSLTokenizedMappingFile file(String mappings) throws IOException {
        DSLTokenizedMappingFile file = new DSLTokenizedMappingFile();
        assertThat(file.parseAndLoad(new StringReader(mappings)))
                .as(file.getErrors().toString())
                .isTrue();
        return file;
    }
}
