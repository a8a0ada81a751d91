package landfall.ruleset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import landfall.ruleset.Preparation.Options;
import landfall.ruleset.Preparation.Prepared;
import org.junit.jupiter.api.Test;

/** What the configuration has to say of a rule set. */
class PreparationTest {

    private static final List<RuleFile> FILES = List.of(
            file("roster/territories.csv", "id,name,type,fallbackRep\nemea,EMEA,territory,\nrest,Rest,fallback,bo\n"),
            file("roster/reps.csv", "id,name\nbo,Bo B\n"),
            file(
                    "rules.drl",
                    """
                    rule "Campaign" when Account( attributes["campain"] == "spring" ) then routing.territory("emea"); end
                    rule "EMEA" when Territory( id == "emea" ) then routing.roundRobin("bo"); end
                    """));

    @Test
    void aFieldThatNoSourceMaySendIsAnIssue() {
        assertThat(prepare(Set.of("campaign", "seats")).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.toString()).contains("campain", "\"campaign\""));
        assertThat(prepare(Set.of()).issues()).singleElement().satisfies(issue -> assertThat(issue.toString())
                .contains("campain", "sources in config.yml"));
        assertThat(prepare(Set.of("campain")).issues()).isEmpty();
        assertThat(prepare(Set.of(CheckOptions.ANY)).issues()).isEmpty();
    }

    @Test
    void aVersionThatWasPublishedIsRestoredAlthoughTheFieldIsNoLongerAdmitted() {
        assertThat(preparation(Set.of()).restore(FILES)).isPresent();
    }

    private static Prepared prepare(Set<String> admitted) {
        return preparation(admitted).prepare(FILES);
    }

    private static Preparation preparation(Set<String> admitted) {
        return new Preparation(
                new Options(ZoneOffset.UTC, "USD", source -> admitted, admitted),
                Clock.fixed(Instant.parse("2026-11-24T17:00:00Z"), ZoneOffset.UTC));
    }

    private static RuleFile file(String path, String text) {
        return new RuleFile(path, text.getBytes(UTF_8));
    }
}
