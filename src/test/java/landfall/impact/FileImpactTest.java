package landfall.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import landfall.account.AccountFile;
import landfall.account.AccountRequest;
import landfall.rotation.Placement;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.Preparation;
import landfall.ruleset.Rehearsal;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The impact on a file, against accounts that are played one by one. */
class FileImpactTest {

    private static final Instant AT = Instant.parse("2026-11-24T17:00:00Z");
    private static final AccountFile COMPANIES = new AccountFile(
            Path.of("rules/samples/companies.csv"),
            Map.of("headquarters", "location", "annualRevenueUsd", "annualRevenue"));

    @Test
    void theSameRulesMoveNobody() throws Exception {
        try (CompiledRuleSet rules = compiled(new Random(1), 0)) {
            Found found = impact(rules, rules);
            assertThat(found.moves()).isEmpty();
            assertThat(found.impact().accounts()).isEqualTo(503);
            assertThat(found.impact().before()).isEqualTo(found.impact().after());
            assertThat(found.impact().summary()).startsWith("Nobody moves");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void moversTakeTheTurnsOfAFreshCopyInOrderAndOthersStay(long seed) throws Exception {
        try (CompiledRuleSet from = compiled(new Random(1), 0);
                CompiledRuleSet draft = compiled(new Random(seed), 6)) {
            Found found = impact(from, draft);
            Map<String, Move> moves = new HashMap<>();
            found.moves().forEach(move -> moves.put(move.externalId(), move));
            assertThat(moves).isNotEmpty();
            Rehearsal before = new Rehearsal(from, false);
            Rehearsal movers = new Rehearsal(draft, false);
            try (Stream<AccountFile.Row> rows = COMPANIES.rows()) {
                for (AccountFile.Row row : (Iterable<AccountFile.Row>) rows::iterator) {
                    AccountRequest request = Objects.requireNonNull(row.account());
                    Placement was = before.place(request, AT).placement();
                    AccountRequest owned = ownedBy(was.owner(), request);
                    Move move = moves.get(
                            (String) Objects.requireNonNull(request.fields().get("externalId")));
                    Placement alone =
                            new Rehearsal(draft, false).place(owned, AT).placement();
                    boolean mayStay = was.status() == Placement.Status.ASSIGNED && names(alone, was.owner());
                    if (move == null) {
                        assertThat(mayStay || was.equals(alone) || was.owner().equals(alone.owner()))
                                .as(request.toString())
                                .isTrue();
                        assertThat(alone.territory()).isEqualTo(was.territory());
                    } else if (move.kind() == Move.Kind.TERRITORY) {
                        assertThat(mayStay).isTrue();
                        assertThat(move.after().repId()).isEqualTo(was.owner());
                        assertThat(move.after().territory())
                                .isEqualTo(alone.territory())
                                .isNotEqualTo(was.territory());
                    } else {
                        assertThat(mayStay).isFalse();
                        Placement now = movers.place(owned, AT).placement();
                        assertThat(move.after().repId()).isEqualTo(now.owner());
                        assertThat(move.after().territory()).isEqualTo(now.territory());
                        assertThat(move.after().rule()).isEqualTo(now.rule());
                        assertThat(move.before().repId()).isEqualTo(was.owner());
                        assertThat(move.before().rule()).isEqualTo(was.rule());
                    }
                }
            }
            sumsAddUp(found);
        }
    }

    /** Every rep and territory has what it had, and what came, less what went. */
    static void sumsAddUp(Found found) {
        Impact impact = found.impact();
        assertThat(impact.moves()).isEqualTo(found.moves().size());
        for (List<Shift> shifts : List.of(impact.reps(), impact.territories())) {
            shifts.forEach(shift -> assertThat(shift.before().accounts() + shift.movedIn() - shift.movedOut())
                    .as(shift.toString())
                    .isEqualTo(shift.after().accounts()));
            assertThat(shifts.stream()
                            .mapToLong(shift -> shift.after().accounts())
                            .sum())
                    .isEqualTo(impact.accounts());
            assertThat(shifts.stream()
                            .mapToDouble(shift -> shift.after().annualRevenue().doubleValue())
                            .sum())
                    .isCloseTo(impact.before().annualRevenue().doubleValue(), within(1.0));
        }
        for (Shift rep : impact.reps()) {
            assertThat(found.moves().stream()
                            .filter(move -> move.kind() != Move.Kind.TERRITORY)
                            .filter(move ->
                                    !move.before().repId().equals(move.after().repId()))
                            .filter(move -> move.after().repId().equals(rep.id()))
                            .count())
                    .isEqualTo(rep.movedIn());
        }
    }

    /** Whether he was asked, or named, or kept. */
    private static boolean names(Placement placement, String rep) {
        return placement.owner().equals(rep)
                || (placement.turn() != null && placement.turn().free().contains(rep))
                || placement.passedOver().stream()
                        .anyMatch(passed ->
                                passed.reps().contains(rep) && !passed.reason().equals("language"));
    }

    private static AccountRequest ownedBy(String owner, AccountRequest request) {
        Map<String, Object> fields = new LinkedHashMap<>(request.fields());
        fields.put("currentOwner", owner);
        return new AccountRequest(fields);
    }

    record Found(Impact impact, List<Move> moves) {}

    private static Found impact(CompiledRuleSet from, CompiledRuleSet draft) throws Exception {
        List<Move> moves = new ArrayList<>();
        ForkJoinPool cores = new ForkJoinPool(2);
        try (Stream<AccountFile.Row> rows = COMPANIES.rows()) {
            Impact impact = new FileImpact(from, draft, AT, cores).run(rows, new FileImpact.Listener() {
                @Override
                public void bad(AccountFile.Row row) {
                    throw new AssertionError(row);
                }

                @Override
                public void move(Move move) {
                    moves.add(move);
                }

                @Override
                public void progress(long rows) {
                    // nobody looks
                }
            });
            return new Found(impact, moves);
        } finally {
            cores.shutdownNow();
        }
    }

    /** The sample rules, in which some claims go to other territories and some owners are not kept. */
    private static CompiledRuleSet compiled(Random random, int changes) throws Exception {
        List<String> territories = List.of(
                "us-west-enterprise", "us-mountain-enterprise", "us-midwest-enterprise", "us-mid-market", "us-smb");
        List<RuleFile> files = new ArrayList<>();
        for (RuleFile file : RuleFiles.read(Path.of("rules"))) {
            if (file.path().startsWith("cases/")) {
                continue;
            }
            String text = new String(file.bytes(), StandardCharsets.UTF_8);
            if (changes > 0 && file.path().endsWith(".drl")) {
                text = text.replace(".keepOwner()", "");
                for (int i = 0; i < changes; i++) {
                    String territory = territories.get(random.nextInt(territories.size()));
                    String other = territories.get(random.nextInt(territories.size()));
                    text = text.replace(
                            "routing.territory(\"" + territory + "\")", "routing.territory(\"" + other + "\")");
                }
            }
            files.add(text.isEmpty() ? file : new RuleFile(file.path(), text.getBytes(StandardCharsets.UTF_8)));
        }
        Preparation preparation =
                new Preparation(Preparation.Options.admittingAll(ZoneId.of("UTC"), "USD"), Clock.systemUTC());
        Preparation.Prepared prepared = preparation.prepare(files);
        assertThat(prepared).as(prepared.issues().toString()).isInstanceOf(Preparation.Prepared.Ready.class);
        return ((Preparation.Prepared.Ready) prepared).ruleSet().compiled();
    }
}
