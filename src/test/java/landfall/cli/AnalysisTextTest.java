package landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.Preparation;
import landfall.ruleset.RuleFiles;
import landfall.ruleset.analysis.Analysis;
import landfall.ruleset.analysis.AnalysisReport;
import org.junit.jupiter.api.Test;

/** What commands print of an analysis that was cut off. */
class AnalysisTextTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    @Test
    void whatWasCutOffIsTold() throws Exception {
        Preparation.Options options = Preparation.Options.admittingAll(ZoneId.of("UTC"), "USD");
        Preparation.Prepared prepared =
                new Preparation(options, Clock.systemUTC()).prepare(RuleFiles.read(Path.of("rules")));
        try (CompiledRuleSet rules =
                ((Preparation.Prepared.Ready) prepared).ruleSet().compiled()) {
            AnalysisReport cut =
                    Analysis.of(rules, NOW, new Analysis.Limits(50, 10)).report();
            assertThat(AnalysisText.print(cut))
                    .containsPattern("(?m)^not finished: \\d+ questions which rule decides were left open");
        }
    }

    @Test
    void soItIsWhereAServiceToldIt() throws Exception {
        String told =
                "{\"counts\": {\"gap\": 2}, \"findings\": [{\"code\": \"gap\", \"severity\": \"info\", \"message\": \"m\"}],"
                        + " \"unfinished\": [\"7 conditions were left open at the limit of work\"]}";
        assertThat(ToldFindings.print(new ObjectMapper().readTree(told)))
                .isEqualTo(
                        """
                        info[gap]: m
                        … and 1 more finding; check lists all
                        not finished: 7 conditions were left open at the limit of work
                        """);
    }
}
