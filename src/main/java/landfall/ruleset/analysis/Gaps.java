package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import landfall.facts.Account;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.analysis.Claims.Claim;
import landfall.ruleset.analysis.Uncovered.Region;
import org.jspecify.annotations.Nullable;

/** Accounts that no rule claims, and those that reach a territory in which no rule says whose turn it is. */
final class Gaps {

    private static final int WAYS = 8;

    /** A gap as it is told, and the box by which accounts are counted. */
    record Gap(Finding finding, Box box, boolean whole, @Nullable String territory) {}

    private final CompiledRuleSet rules;
    private final Space space;
    private final Trier trier;
    private final Work work;
    private final List<String> unfinished = new ArrayList<>();
    private int unshown;

    Gaps(CompiledRuleSet rules, Space space, Trier trier, Work work) {
        this.rules = rules;
        this.space = space;
        this.trier = trier;
        this.work = work;
    }

    /** Of the primary owner; the widest first. */
    List<Gap> primary(List<Cover.Of<Claim>> claims) {
        int country = space.find("country");
        Uncovered<Claim> uncovered = new Uncovered<>(space, claims, country, work);
        List<Gap> gaps = new ArrayList<>();
        for (Region region : Regions.sorted(uncovered.regions(Box.whole(space.count())), space)) {
            Finding.Example example =
                    trier.find(region.some(), run -> run.route().winner() == null ? "no rule matches" : null);
            if (example == null) {
                unshown++;
            } else {
                var text = RegionText.of(region.box(), space);
                String line = RegionText.line(text);
                String message = (region.whole() || !region.but().isEmpty()
                                ? "no rule claims accounts"
                                : "no rule claims some of the accounts")
                        + (text.isEmpty() ? " in general" : " with " + line)
                        + (region.but().isEmpty() ? "" : ", unless it goes by " + String.join(", ", region.but()));
                gaps.add(new Gap(
                        finding(
                                FindingCode.GAP,
                                null,
                                message,
                                "they go to the fallback territory; add a rule for them if that is not meant",
                                region,
                                example),
                        region.box(),
                        region.whole(),
                        null));
            }
        }
        unfinished("gaps were not looked for", uncovered.unfinished());
        return gaps;
    }

    /** Of turns, in territories that some claim reaches; overlays with their own contest. */
    List<Gap> turns(Claims claims, List<Contest> contests) {
        TupleDimension territories = space.territories();
        Set<String> claimed = claimed(claims, contests);
        if (territories == null || claimed.isEmpty()) {
            return List.of();
        }
        int dimension = space.find(Questions.territory("id"));
        BitSet classes = new BitSet();
        for (int each = 0; each < territories.all().length(); each++) {
            classes.set(each, territories.tuples(each).stream().anyMatch(tuple -> claimed.contains(tuple[0])));
        }
        Box universe = Box.whole(space.count()).within(dimension, classes, space);
        if (universe == null) {
            return List.of();
        }
        Uncovered<Claim> uncovered = new Uncovered<>(space, claims.contest(Claims.TURN), dimension, work);
        List<Gap> gaps = new ArrayList<>();
        for (Region region : Regions.sorted(uncovered.regions(universe), space)) {
            BitSet open = region.box().side(dimension);
            Set<String> ids = new LinkedHashSet<>();
            (open == null ? territories.all() : open)
                    .stream().forEach(each -> territories.tuples(each).forEach(tuple -> {
                        String id = tuple[0];
                        if (id != null && claimed.contains(id)) {
                            ids.add(id);
                        }
                    }));
            ids.forEach(id -> turn(id, region, dimension, contests, gaps));
        }
        unfinished("gaps of turns were not looked for", uncovered.unfinished());
        return gaps;
    }

    private void unfinished(String what, List<Box> boxes) {
        for (Box box : boxes) {
            String line = RegionText.line(RegionText.of(box, space));
            unfinished.add(line.isEmpty() ? what : what + " with " + line);
        }
    }

    private void turn(String id, Region region, int dimension, List<Contest> contests, List<Gap> gaps) {
        Box accounts = widened(region.some(), dimension);
        boolean reached = false;
        for (Contest contest : contests) {
            List<Box> ways;
            try {
                ways = contest.reaching(id, accounts, WAYS, work);
            } catch (Work.ExhaustedException limit) {
                unfinished.add("gaps of turns were not looked for in territory " + id);
                return;
            }
            for (Box way : ways) {
                reached = true;
                Finding.Example example = trier.find(way, run -> withoutTurn(run, id));
                if (example != null) {
                    Box told = widened(region.box(), dimension);
                    String line = RegionText.line(RegionText.of(told, space));
                    String message = "in territory " + Words.quoted(id) + " no rotation rule says whose turn it is"
                            + (line.isEmpty() ? "" : ", with " + line);
                    gaps.add(new Gap(
                            finding(
                                    FindingCode.ROTATION_GAP,
                                    id,
                                    message,
                                    "its fallback rep gets them; add a rotation rule for the rest",
                                    new Region(told, region.whole(), told),
                                    example),
                            told,
                            region.whole(),
                            id));
                    return;
                }
            }
        }
        unshown += reached ? 1 : 0;
    }

    private @Nullable String withoutTurn(Trier.Run run, String id) {
        boolean primary = run.route()
                .claim()
                .filter(claim -> claim.rep() == null && id.equals(claim.territory()))
                .isPresent();
        boolean overlay = run.route().overlays().values().stream()
                .anyMatch(claim -> claim.territory().equals(id));
        Account account = run.account();
        boolean open = rules.roster()
                .territory(id)
                .filter(entry -> rules.rules()
                        .matchRotationRules(account, entry.fact(null), run.moment())
                        .isEmpty())
                .isPresent();
        return (primary || overlay) && open ? "it reaches " + id + ", and no rotation rule matches" : null;
    }

    private static Box widened(Box box, int dimension) {
        @Nullable BitSet[] sides = box.sides().clone();
        sides[dimension] = null;
        return new Box(sides);
    }

    private Set<String> claimed(Claims claims, List<Contest> contests) {
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

    private Finding finding(
            FindingCode code,
            @Nullable String territory,
            String message,
            String hint,
            Region region,
            Finding.Example example) {
        var text = RegionText.of(region.box(), space);
        if (territory != null) {
            text.put("territory", territory);
        }
        return new Finding(
                code, code.severity(), null, null, List.of(), 0, message, hint, text, region.whole(), example, null);
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
