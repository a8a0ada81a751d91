package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.roster.Roster;
import landfall.roster.TerritoryEntry;
import landfall.ruleset.analysis.Gaps.Gap;
import landfall.ruleset.analysis.Uncovered.Region;
import org.jspecify.annotations.Nullable;

/** Accounts that reach a territory in which no rule says whose turn it is. */
final class TurnGaps {

    private static final int WAYS = 8;

    private final Roster roster;
    private final Space space;
    private final Trier trier;
    private final TurnOwners owners;
    private final Work work;
    private final List<String> unfinished = new ArrayList<>();
    private int unshown;

    TurnGaps(Roster roster, Space space, Trier trier, Work work) {
        this.roster = roster;
        this.space = space;
        this.trier = trier;
        this.owners = new TurnOwners(space.territories(), roster);
        this.work = work;
    }

    /**
     * In territories that some claim reaches.
     *
     * @param contests the one for the primary owner, then one for each overlay role
     */
    List<Gap> of(Claims claims, List<Contest> contests) {
        Set<String> claimed = claimed(claims, contests);
        BitSet classes = new BitSet();
        claimed.forEach(id -> owners.of(id).forEach(entry -> classes.set(entry.number())));
        int dimension = space.find(Questions.territory("id"));
        Box universe = classes.isEmpty() ? null : Box.whole(space.count()).within(dimension, classes, space);
        if (universe == null) {
            return List.of();
        }
        List<Cover.Of<Claims.Claim>> turns = claims.contest(Claims.TURN);
        Uncovered<Claims.Claim> uncovered = new Uncovered<>(space, turns, dimension, work);
        List<Gap> gaps = new ArrayList<>();
        for (Region region : Regions.sorted(uncovered.regions(universe), space)) {
            for (String id : claimed) {
                Gap gap = gap(id, region, dimension, contests, turns);
                if (gap != null) {
                    gaps.add(gap);
                }
            }
        }
        uncovered
                .unfinished()
                .forEach(box -> unfinished.add(Gaps.unfinished("gaps of turns were not looked for", box, space)));
        return gaps;
    }

    private static Set<String> claimed(Claims claims, List<Contest> contests) {
        Set<String> claimed = new LinkedHashSet<>();
        for (Contest contest : contests) {
            claims.contest(contest.name()).forEach(each -> {
                String territory = each.owner().territory();
                if (territory != null && each.owner().rep() == null) {
                    claimed.add(territory);
                }
            });
        }
        return claimed;
    }

    private @Nullable Gap gap(
            String id, Region region, int dimension, List<Contest> contests, List<Cover.Of<Claims.Claim>> turns) {
        BitSet own = new BitSet();
        owners.of(id).forEach(entry -> own.set(entry.number()));
        Box here = own.isEmpty() ? null : region.box().within(dimension, own, space);
        if (here == null) {
            return null;
        }
        BitSet side = here.side(dimension);
        BitSet entries = side == null ? own : side;
        List<Cover.Of<Claims.Claim>> meeting =
                turns.stream().filter(turn -> turn.box().meets(here)).toList();
        boolean reached = false;
        try {
            for (Contest contest : contests) {
                List<Box> ways = contest.reaching(id, here, meeting, WAYS, work);
                Finding.Example example = example(ways, id, entries);
                if (example == null && !ways.isEmpty() && contest != contests.get(0)) {
                    ways = withOwners(id, here, entries, meeting, contest, contests.get(0));
                    example = example(ways, id, entries);
                }
                if (example != null) {
                    return told(id, region, dimension, entries, example);
                }
                reached |= !ways.isEmpty();
            }
        } catch (Work.ExhaustedException limit) {
            unfinished.add("gaps of turns were not looked for in territory " + id);
            return null;
        }
        unshown += reached ? 1 : 0;
        return null;
    }

    /** The same for an overlay, one part for each claim of a primary owner with whom the overlay has no turn. */
    private List<Box> withOwners(
            String id, Box here, BitSet entries, List<Cover.Of<Claims.Claim>> turns, Contest overlay, Contest primary) {
        return primary.decided(here, claim -> {
                    String rep = claim.rep();
                    int number = rep == null ? -1 : owners.number(id, rep);
                    return rep == null || (number >= 0 && entries.get(number));
                })
                .flatMap(decided -> {
                    List<Cover.Of<Claims.Claim>> others = new ArrayList<>(turns);
                    others.addAll(decided.before());
                    return overlay.reaching(id, decided.box(), others, 1, work).stream();
                })
                .limit(WAYS)
                .toList();
    }

    private Finding.@Nullable Example example(List<Box> ways, String id, BitSet entries) {
        for (Box way : ways) {
            Finding.Example example = trier.find(way, run -> withoutTurn(run, id, entries));
            if (example != null) {
                return example;
            }
        }
        return null;
    }

    private Gap told(String id, Region region, int dimension, BitSet entries, Finding.Example example) {
        @Nullable BitSet[] sides = region.box().sides().clone();
        sides[dimension] = null;
        Box box = new Box(sides);
        Map<String, String> text = RegionText.of(box, space);
        String owner = owners.text(id, entries);
        if (owner != null) {
            text.put("ownerRep", owner);
        }
        String line = RegionText.line(text);
        String message = "in territory " + Words.quoted(id) + " no rotation rule says whose turn it is"
                + (region.whole() ? "" : " for some of the accounts")
                + (line.isEmpty() ? "" : (region.whole() ? ", with " : " with ") + line);
        text.put("territory", id);
        Finding finding = new Finding(
                FindingCode.ROTATION_GAP,
                FindingCode.ROTATION_GAP.severity(),
                null,
                null,
                List.of(),
                0,
                message,
                "its fallback rep gets them; add a rotation rule for the rest",
                text,
                region.whole(),
                example,
                null);
        return new Gap(finding, box, region.whole(), id, entries);
    }

    private @Nullable String withoutTurn(Trier.Run run, String id, BitSet entries) {
        return isOpen(run, roster.territory(id).orElseThrow(), entries, owners, trier)
                ? "it reaches " + id + ", and no rotation rule matches"
                : null;
    }

    /** Whether an account comes to a territory, with an owner of these classes, where no rule says whose turn it is. */
    static boolean isOpen(Trier.Run run, TerritoryEntry territory, BitSet entries, TurnOwners owners, Trier trier) {
        return owners.reaching(run.route(), territory.id()).stream()
                .filter(owner -> owner.number() >= 0 && entries.get(owner.number()))
                .anyMatch(owner -> trier.turns(run, territory, owner.owner()).isEmpty());
    }

    /** What the limit of work cut off, in sentences. */
    List<String> unfinished() {
        return unfinished;
    }

    /** Gaps of which no account could be made, and that are not told. */
    int unshown() {
        return unshown;
    }
}
