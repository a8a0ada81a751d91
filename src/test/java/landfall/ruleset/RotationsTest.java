package landfall.ruleset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import landfall.account.AccountRequest;
import landfall.rotation.Placement;
import landfall.rotation.Turn;
import landfall.routing.PassedOver;
import landfall.ruleset.Preparation.Prepared;
import org.junit.jupiter.api.Test;

/** What each verb and modifier of a rotation does, from the text of the rule to the rep. */
class RotationsTest {
    private static final String REPS =
            """
            id,name,team,zone,hours,weight,skills,languages,activeFrom,activeTo
            alice,Alice,west,America/Los_Angeles,Mon-Fri 09:00-18:00,3,fintech,en,,
            bob,Bob,west,America/New_York,Mon-Fri 09:00-18:00,2,,en;ja,,
            chie,Chie,west,Asia/Tokyo,Mon-Fri 09:00-18:00,1,fintech,ja,,
            gone,Gone,west,,,,,,,2026-01-31
            """;
    /** Tuesday: 10:00 in Los Angeles, 13:00 in New York, 03:00 of Wednesday in Tokyo. */
    private static final Instant TUESDAY = Instant.parse("2026-03-03T18:00:00Z");
    /** Saturday in all of them. */
    private static final Instant SATURDAY = Instant.parse("2026-03-07T12:00:00Z");

    private final Map<String, String> roster = new HashMap<>();

    @Test
    void weightsComeFromTheRosterOrTheRule() {
        assertThat(turns("routing.weighted(team(\"west\"))", TUESDAY, 12))
                .containsEntry("alice", 6)
                .containsEntry("bob", 4)
                .containsEntry("chie", 2);
        assertThat(turns("routing.weighted(rep(\"alice\", 1), rep(\"bob\", 5))", TUESDAY, 12))
                .containsEntry("alice", 2)
                .containsEntry("bob", 10);
    }

    @Test
    void strengthsNarrowATeam() {
        assertThat(turns("routing.roundRobin(team(\"west\").skill(\"fintech\"))", TUESDAY, 4))
                .isEqualTo(Map.of("alice", 2, "chie", 2));
        assertThat(turns("routing.roundRobin(team(\"west\").skill(\"fintech\").language(\"ja\"))", TUESDAY, 2))
                .isEqualTo(Map.of("chie", 2));
    }

    @Test
    void theAccountsLanguageCountsWhereSomebodySpeaksIt() {
        Rehearsal rehearsal = rehearsal("routing.roundRobin(team(\"west\").matchingLanguage())");
        Placement japanese = place(rehearsal, TUESDAY, "language", "ja");
        assertThat(turn(japanese).free()).containsExactly("bob", "chie");
        assertThat(turn(japanese).ignored()).isEmpty();
        assertThat(japanese.passedOver())
                .contains(new PassedOver("Turns", PassedOver.LANGUAGE, List.of("alice", "gone")));
        Placement french = place(rehearsal, TUESDAY, "language", "fr");
        assertThat(turn(french).free()).containsExactly("alice", "bob", "chie");
        assertThat(turn(french).ignored()).containsExactly("matchingLanguage");
    }

    @Test
    void capsHoldForTheRepsOwnDay() {
        Rehearsal rehearsal = rehearsal("routing.inOrder(\"alice\", \"bob\").cap(2, \"day\")");
        List<String> reps = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            reps.add(place(rehearsal, TUESDAY).owner());
        }
        assertThat(reps).containsExactly("alice", "alice", "bob", "bob", "dora");
        // Midnight has passed in New York, and not in Los Angeles.
        Instant night = Instant.parse("2026-03-04T06:00:00Z");
        Placement later = place(rehearsal, night);
        assertThat(later.owner()).isEqualTo("bob");
        assertThat(later.passedOver()).containsExactly(new PassedOver("Turns", PassedOver.CAP, List.of("alice")));
    }

    @Test
    void outsideTheirHoursRepsAreNotAsked() {
        Rehearsal rehearsal = rehearsal("routing.roundRobin(team(\"west\")).duringWorkingHours()");
        Placement placement = place(rehearsal, TUESDAY);
        assertThat(turn(placement).free()).containsExactly("alice", "bob");
        assertThat(placement.passedOver())
                .containsExactly(
                        new PassedOver("Turns", PassedOver.HOURS, List.of("chie")),
                        new PassedOver("Turns", PassedOver.INACTIVE, List.of("gone")));
        assertThat(place(rehearsal, SATURDAY).status()).isEqualTo(Placement.Status.FALLBACK);
        // New Year's Day in all three countries.
        assertThat(place(rehearsal, Instant.parse("2027-01-01T18:00:00Z")).status())
                .isEqualTo(Placement.Status.FALLBACK);
    }

    @Test
    void eachRepHasTheHolidaysOfHisCalendar() {
        roster.put(
                "roster/reps.csv",
                """
                id,name,team,zone,hours,calendar,a,b,c,d
                alice,Alice,west,Europe/Berlin,Mon-Fri 09:00-18:00,DE-BY
                bob,Bob,west,Europe/Berlin,Mon-Fri 09:00-18:00,DE-BE
                chie,Chie,west,Europe/Berlin,Mon-Fri 09:00-18:00,factory
                dan,Dan,west,Europe/Berlin,Mon-Fri 09:00-18:00,
                """);
        roster.put("roster/holidays.csv", "calendar,date\nfactory,2026-08-14\n");
        Rehearsal rehearsal = rehearsal("routing.roundRobin(team(\"west\")).duringWorkingHours()");
        // Epiphany, in Bavaria; and the factory doesn't know of holidays
        assertThat(turn(place(rehearsal, Instant.parse("2026-01-06T10:00:00Z"))).free())
                .containsExactly("bob", "chie", "dan");
        assertThat(turn(place(rehearsal, Instant.parse("2026-08-14T10:00:00Z"))).free())
                .containsExactly("alice", "bob", "dan");
        assertThat(turn(place(rehearsal, Instant.parse("2026-12-25T10:00:00Z"))).free())
                .containsExactly("chie");
    }

    @Test
    void whereNobodyWorksTheNextOnShiftHasIt() {
        Rehearsal rehearsal = rehearsal("routing.roundRobin(team(\"west\")).duringWorkingHours().orNextOnShift()");
        Turn turn = turn(place(rehearsal, SATURDAY));
        assertThat(turn.rep()).isEqualTo("chie");
        assertThat(turn.free()).containsExactly("chie");
        assertThat(turn.actFrom()).isEqualTo("2026-03-09T00:00:00Z");
        roster.put("roster/absences.csv", "rep,from,to\nchie,2026-03-09,2026-03-09\n");
        Turn other = turn(
                place(rehearsal("routing.roundRobin(team(\"west\")).duringWorkingHours().orNextOnShift()"), SATURDAY));
        assertThat(other.rep()).isEqualTo("bob");
        // Summer time began on Sunday.
        assertThat(other.actFrom()).isEqualTo("2026-03-09T13:00:00Z");
    }

    @Test
    void whoIsAwayIsPassedOverAndNobodySaysWhy() {
        roster.put(
                "roster/absences.csv",
                "rep,from,to\nalice,2026-03-03T09:30,2026-03-03T10:30\nbob,2026-03-02,2026-03-03\n");
        Rehearsal rehearsal = rehearsal("routing.inOrder(team(\"west\"))");
        Placement placement = place(rehearsal, TUESDAY);
        assertThat(placement.owner()).isEqualTo("chie");
        assertThat(placement.passedOver()).contains(new PassedOver("Turns", PassedOver.AWAY, List.of("alice", "bob")));
        assertThat(place(rehearsal, TUESDAY.plusSeconds(1800)).owner()).isEqualTo("alice");
        assertThat(place(rehearsal, TUESDAY.plusSeconds(86_400)).owner()).isEqualTo("alice");
    }

    @Test
    void aDutyRosterDecidesDayByDay() {
        roster.put(
                "roster/duty/inbound.csv",
                "from,to,rep\n2026-03-02,2026-03-02,alice\n2026-03-03,2026-03-05,bob\n2026-03-06,2026-03-06,chie\n");
        roster.put("roster/absences.csv", "rep,from,to\nbob,2026-03-04,2026-03-04\n");
        Rehearsal rehearsal = rehearsal("routing.onDutyCalendar(\"inbound\")");
        assertThat(place(rehearsal, TUESDAY).owner()).isEqualTo("bob");
        assertThat(place(rehearsal, TUESDAY.plusSeconds(86_400)).owner()).isEqualTo("chie");
        assertThat(place(rehearsal, TUESDAY.plusSeconds(2 * 86_400)).owner()).isEqualTo("bob");
        assertThat(place(rehearsal, SATURDAY).status()).isEqualTo(Placement.Status.FALLBACK);
    }

    @Test
    void rulesThatShareAPoolShareItsTurns() {
        List<String> owners = new ArrayList<>();
        Rehearsal rehearsal = new Rehearsal(
                compiled(
                        """
                        rule "US" when Account( country == "US" ) then routing.territory("us"); end
                        rule "JP" when Account( country == "JP" ) then routing.territory("jp"); end
                        rule "Turns" when Territory( id == "us" ) then routing.roundRobin("alice", "bob").pool("all"); end
                        rule "JP turns" when Territory( id == "jp" ) then routing.roundRobin("alice", "bob").pool("all"); end
                        """),
                false);
        for (String country : List.of("US", "JP", "US", "JP")) {
            owners.add(place(rehearsal, TUESDAY, "country", country).owner());
        }
        assertThat(owners).containsExactly("alice", "bob", "alice", "bob");
    }

    private Map<String, Integer> turns(String rotation, Instant at, int count) {
        Rehearsal rehearsal = rehearsal(rotation);
        Map<String, Integer> turns = new HashMap<>();
        for (int i = 0; i < count; i++) {
            turns.merge(place(rehearsal, at).owner(), 1, Integer::sum);
        }
        return turns;
    }

    private static Turn turn(Placement placement) {
        Turn turn = placement.turn();
        assertThat(turn).isNotNull();
        return turn;
    }

    private static Placement place(Rehearsal rehearsal, Instant at, String... fields) {
        Map<String, Object> account = new HashMap<>(Map.of("source", "test", "country", "US"));
        for (int i = 0; i < fields.length; i += 2) {
            account.put(fields[i], fields[i + 1]);
        }
        return rehearsal.place(new AccountRequest(account), at).placement();
    }

    private Rehearsal rehearsal(String rotation) {
        return new Rehearsal(
                compiled("rule \"All\" when Account( source != null ) then routing.territory(\"us\"); end\n"
                        + "rule \"Turns\" when Territory( id == \"us\" ) then " + rotation + "; end\n"),
                false);
    }

    private CompiledRuleSet compiled(String rules) {
        Map<String, String> texts = new HashMap<>(roster);
        texts.put("roster/reps.csv", roster.getOrDefault("roster/reps.csv", REPS) + "dora,Dora,,,,,,,,\n");
        texts.put(
                "roster/territories.csv",
                "id,name,type,fallbackRep\nus,US,territory,\njp,JP,territory,\nrest,Rest,fallback,dora\n");
        texts.put("rules.drl", rules);
        List<RuleFile> files = new ArrayList<>();
        texts.forEach((path, text) -> files.add(new RuleFile(path, text.getBytes(UTF_8))));
        Prepared prepared = new Preparation(
                        Preparation.Options.admittingAll(ZoneOffset.UTC, "USD"), Clock.fixed(TUESDAY, ZoneOffset.UTC))
                .prepare(files);
        assertThat(prepared).as(prepared.issues().toString()).isInstanceOf(Prepared.Ready.class);
        return ((Prepared.Ready) prepared).ruleSet().compiled();
    }
}
