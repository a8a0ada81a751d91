package landfall.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import landfall.facts.Account;
import landfall.impact.DraftTurns.Decided;
import landfall.impact.Impact.Flow;
import landfall.impact.Impact.MovingRule;
import landfall.impact.Impact.UnreadRow;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/** Adds up an impact account by account, in memory that grows with reps, territories and rules alone; for one thread. */
final class Tally {

    private static final int MOST_TOLD = 1_000;
    private static final String NO_RULE = "(no rule)";

    private record Pair(String from, String to) {}

    private record By(String rule, @Nullable String place) {}

    private final Draft now;
    private final Draft draft;
    private final ShiftSum reps = new ShiftSum(Position::repId);
    private final ShiftSum territories = new ShiftSum(Position::territory);
    private final ShiftSum all = new ShiftSum(position -> "");
    private final Map<Move.Kind, Long> kinds = new EnumMap<>(Move.Kind.class);
    private final Map<Pair, Long> flows = new HashMap<>();
    private final Map<By, Long> rules = new HashMap<>();
    private long accounts;
    private long moves;
    private long byActiveRulesToo;
    private long travelling;
    private final List<UnreadRow> unreadRows = new ArrayList<>();
    private long unread;

    /** @param now the rules by which accounts are where they are */
    Tally(Draft now, Draft draft) {
        this.now = now;
        this.draft = draft;
    }

    /** Counts one account; its move where it has one. */
    @Nullable
    Move add(Held held, Decided decided, boolean byActiveToo) {
        Account account = held.account();
        Position before = held.before();
        Position after = decided.after();
        Double distanceBefore = now.kilometres(account, before.repId());
        Double distanceAfter = draft.kilometres(account, after.repId());
        accounts++;
        travelling += distanceBefore != null && distanceAfter != null ? 1 : 0;
        boolean same = before.isSame(after);
        for (ShiftSum sum : List.of(reps, territories, all)) {
            if (same && Objects.equals(distanceBefore, distanceAfter)) {
                sum.keep(account, before, distanceBefore);
            } else {
                sum.add(account, before, distanceBefore, after, distanceAfter);
            }
        }
        return same ? null : move(held, decided, byActiveToo, distanceBefore, distanceAfter);
    }

    private Move move(
            Held held,
            Decided decided,
            boolean byActiveToo,
            @Nullable Double distanceBefore,
            @Nullable Double distanceAfter) {
        Position before = held.before();
        Position after = decided.after();
        Move.Kind kind = Move.Kind.of(before, after);
        moves++;
        byActiveRulesToo += byActiveToo ? 1 : 0;
        kinds.merge(kind, 1L, Long::sum);
        flows.merge(
                new Pair(
                        Objects.requireNonNullElse(before.territory(), ""),
                        Objects.requireNonNullElse(after.territory(), "")),
                1L,
                Long::sum);
        rules.merge(new By(Objects.requireNonNullElse(after.rule(), NO_RULE), after.place()), 1L, Long::sum);
        return new Move(
                held.source(),
                held.externalId(),
                held.account().name(),
                kind,
                before,
                after,
                decided.because(),
                byActiveToo,
                held.account().annualRevenue(),
                held.account().dealSize(),
                rounded(distanceBefore),
                rounded(distanceAfter));
    }

    private static @Nullable Double rounded(@Nullable Double kilometres) {
        return kilometres == null ? null : Math.round(kilometres * 10) / 10.0;
    }

    /** Notes a row that could not be read. */
    void unread(long line, String fault) {
        unread++;
        if (unreadRows.size() < MOST_TOLD) {
            unreadRows.add(new UnreadRow(line, fault));
        }
    }

    Impact impact(Instant at) {
        CompiledRuleSet from = now.rules();
        CompiledRuleSet to = draft.rules();
        List<Shift> together = all.shifts();
        Load nothing = new LoadSum().with(new LoadSum());
        Impact impact = new Impact(
                "",
                at,
                from.checked().version(),
                from.roster().version(),
                to.checked().version(),
                to.roster().version(),
                accounts,
                moves,
                new EnumMap<>(kinds),
                byActiveRulesToo,
                together.isEmpty() ? nothing : together.get(0).before(),
                together.isEmpty() ? nothing : together.get(0).after(),
                travelling,
                territories.shifts(),
                reps.shifts(),
                largestFlows(),
                busiestRules(),
                unread,
                List.copyOf(unreadRows));
        return impact.withSummary(Words.summary(impact));
    }

    private List<Flow> largestFlows() {
        List<Flow> largest = new ArrayList<>();
        flows.forEach((pair, count) -> largest.add(new Flow(pair.from, pair.to, count)));
        largest.sort(Comparator.comparingLong((Flow flow) -> -flow.accounts())
                .thenComparing(Flow::from)
                .thenComparing(Flow::to));
        return largest.stream().limit(MOST_TOLD).toList();
    }

    private List<MovingRule> busiestRules() {
        List<MovingRule> busiest = new ArrayList<>();
        rules.forEach((by, count) -> busiest.add(new MovingRule(by.rule, by.place, count)));
        busiest.sort(
                Comparator.comparingLong((MovingRule rule) -> -rule.accounts()).thenComparing(MovingRule::rule));
        return busiest.stream().limit(MOST_TOLD).toList();
    }
}
