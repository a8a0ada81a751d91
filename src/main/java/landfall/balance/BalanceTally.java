package landfall.balance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import landfall.impact.Position;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.roster.TerritoryEntry;
import landfall.rotation.Placement.Status;
import org.jspecify.annotations.Nullable;

/**
 * Adds up a balance account by account, in memory that grows with the pairs of a territory and a rep that have accounts; for
 * one thread. A rep counts by what is assigned to him: what waits, or fell back, lies with whoever looks after it.
 */
final class BalanceTally {

    /** What one rep has in one territory. */
    private static final class Cell {
        private final Holdings assigned = new Holdings();
        private final Holdings others = new Holdings();

        Holdings all() {
            Holdings all = new Holdings();
            all.add(assigned);
            all.add(others);
            return all;
        }

        boolean isAssigned() {
            return assigned.figures().load().accounts() > 0;
        }
    }

    private final Roster roster;
    private final Instant at;
    private final ZoneId zone;
    private final Map<String, Map<String, Cell>> territories = new TreeMap<>();
    private final Map<String, Cell> reps = new TreeMap<>();

    /** @param zone of reps who have none */
    BalanceTally(Roster roster, Instant at, ZoneId zone) {
        this.roster = roster;
        this.at = at;
        this.zone = zone;
    }

    void add(BookBalance.Seen seen) {
        Position position = seen.position();
        String territory = Objects.requireNonNullElse(position.territory(), "");
        Cell here = cell(territories.computeIfAbsent(territory, id -> new TreeMap<>()), position.repId());
        (position.status().equals(Status.ASSIGNED.word()) ? here.assigned : here.others).add(seen, position);
        if (seen.open()) {
            seen.overlays().values().forEach(rep -> cell(reps, rep).assigned.addOpen());
        }
    }

    private static Cell cell(Map<String, Cell> cells, String rep) {
        return cells.computeIfAbsent(rep, id -> new Cell());
    }

    /** Once all accounts are added. */
    Balance balance() {
        territories
                .values()
                .forEach(cells -> cells.forEach((rep, cell) -> {
                    Cell whole = cell(reps, rep);
                    whole.assigned.add(cell.assigned);
                    whole.others.add(cell.others);
                }));
        roster.reps().keySet().stream().filter(this::sells).forEach(rep -> cell(reps, rep));
        return new Balance(group("", null, reps.keySet(), Set.of()), territoryRows(), teamRows(), repRows());
    }

    private boolean sells(String rep) {
        return roster.isActive(rep, at, zone);
    }

    private @Nullable BigDecimal quota(String rep) {
        return sells(rep) ? roster.rep(rep).map(Rep::quota).orElse(null) : null;
    }

    private List<BalanceRow> repRows() {
        List<BalanceRow> rows = new ArrayList<>(reps.size());
        reps.forEach((rep, cell) -> rows.add(BalanceRow.of(
                rep, roster.rep(rep).map(Rep::name).orElse(null), cell.all().figures(), quota(rep), null, null)));
        return rows;
    }

    private List<BalanceRow> teamRows() {
        Map<String, Set<String>> teams = new TreeMap<>();
        for (String rep : reps.keySet()) {
            Set<String> his = roster.teamsOf(rep);
            for (String team : his.isEmpty() ? Set.of("") : his) {
                teams.computeIfAbsent(team, id -> new TreeSet<>()).add(rep);
            }
        }
        List<BalanceRow> rows = new ArrayList<>(teams.size());
        teams.forEach((team, members) -> rows.add(group(team, null, members, Set.of(team))));
        return rows;
    }

    /**
     * Some reps together, with all that they have.
     *
     * @param teams of which a member counts who has nothing; none: of any
     */
    private BalanceRow group(String id, @Nullable String name, Collection<String> members, Set<String> teams) {
        Holdings all = new Holdings();
        List<Holdings.Figures> shares = new ArrayList<>();
        BigDecimal quota = BigDecimal.ZERO;
        for (String rep : members) {
            Cell cell = cell(reps, rep);
            all.add(cell.assigned);
            all.add(cell.others);
            BigDecimal his = quota(rep);
            quota = his == null ? quota : quota.add(his);
            if (cell.isAssigned() || (sells(rep) && isIn(rep, teams))) {
                shares.add(cell.assigned.figures());
            }
        }
        return BalanceRow.of(id, name, all.figures(), quota, shares.size(), spread(shares));
    }

    private boolean isIn(String rep, Set<String> teams) {
        Set<String> his = roster.teamsOf(rep);
        return teams.isEmpty() ? !his.isEmpty() : his.stream().anyMatch(teams::contains);
    }

    private List<BalanceRow> territoryRows() {
        for (TerritoryEntry territory : roster.territories().values()) {
            if (territory.type() != TerritoryEntry.Type.OVERLAY) {
                territories.computeIfAbsent(territory.id(), id -> new TreeMap<>());
            }
        }
        List<BalanceRow> rows = new ArrayList<>(territories.size());
        territories.forEach((id, cells) -> rows.add(territoryRow(id, cells)));
        return rows;
    }

    private BalanceRow territoryRow(String id, Map<String, Cell> cells) {
        Holdings all = new Holdings();
        List<Holdings.Figures> shares = new ArrayList<>();
        BigDecimal quota = BigDecimal.ZERO;
        for (Map.Entry<String, Cell> each : cells.entrySet()) {
            Cell cell = each.getValue();
            all.add(cell.assigned);
            all.add(cell.others);
            if (cell.isAssigned()) {
                shares.add(cell.assigned.figures());
                quota = quota.add(part(each.getKey(), cell));
            }
        }
        return BalanceRow.of(
                id,
                roster.territory(id).map(TerritoryEntry::name).orElse(null),
                all.figures(),
                quota,
                shares.size(),
                spread(shares));
    }

    /** Of a rep's quota, by the share of his assigned potential that lies there; where that comes to nothing, of his accounts. */
    private BigDecimal part(String rep, Cell here) {
        BigDecimal quota = quota(rep);
        if (quota == null) {
            return BigDecimal.ZERO;
        }
        Holdings whole = cell(reps, rep).assigned;
        BigDecimal part = here.assigned.potential();
        BigDecimal of = whole.potential();
        if (of.signum() <= 0) {
            part = BigDecimal.valueOf(here.assigned.figures().load().accounts());
            of = BigDecimal.valueOf(whole.figures().load().accounts());
        }
        return quota.multiply(part).divide(of, Potential.EXACT_ENOUGH);
    }

    private static @Nullable Spreads spread(List<Holdings.Figures> shares) {
        return shares.isEmpty() ? null : Spreads.of(shares);
    }
}
