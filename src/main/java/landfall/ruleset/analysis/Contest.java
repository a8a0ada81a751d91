package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import landfall.ruleset.analysis.Claims.Claim;
import org.jspecify.annotations.Nullable;

/** Who wins among the claims of one contest, and where nothing but the order of files decides. */
final class Contest {

    /** Steps for one question. */
    private static final long QUESTION = 200_000;

    /** Whether a rule ever decides. */
    enum Fate {
        WINS,
        NEVER,
        UNKNOWN
    }

    /**
     * Two rules of one priority with different owners.
     *
     * @param shares what both match, one for each pair of their boxes
     */
    record Tie(Studied first, Studied second, List<Share> shares) {}

    /**
     * What two rules share.
     *
     * @param some a part of it in which the first decides and the second would
     */
    record Share(Box box, Box some) {}

    private final String name;
    private final List<Cover.Of<Claim>> claims;
    private final int[] firstOfRank;
    private final int[] firstOfSalience;
    private final Nearby<Claim> nearby;
    private final Space space;
    private final Map<Studied, Set<Studied>> before = new HashMap<>();
    /** Claims that name a territory and no rep. */
    private final Map<String, List<Integer>> byTerritory = new HashMap<>();

    private int unknown;

    Contest(String name, List<Cover.Of<Claim>> claims, Space space) {
        this.name = name;
        this.claims = claims;
        this.space = space;
        this.nearby = new Nearby<>(claims, space);
        this.firstOfRank = new int[claims.size()];
        this.firstOfSalience = new int[claims.size()];
        for (int at = 0; at < claims.size(); at++) {
            String territory = claims.get(at).owner().territory();
            if (territory != null && claims.get(at).owner().rep() == null) {
                byTerritory
                        .computeIfAbsent(territory, each -> new ArrayList<>())
                        .add(at);
            }
        }
        for (int at = 1; at < claims.size(); at++) {
            Studied rule = claims.get(at).owner().rule();
            Studied before = claims.get(at - 1).owner().rule();
            firstOfRank[at] = rule.rank() == before.rank() ? firstOfRank[at - 1] : at;
            boolean same = rule.rule().salience() == before.rule().salience();
            firstOfSalience[at] = same ? firstOfSalience[at - 1] : at;
        }
    }

    String name() {
        return name;
    }

    /** For each rule that takes part. */
    Map<Studied, Fate> fates(Work work) {
        Map<Studied, Fate> fates = new LinkedHashMap<>();
        for (int at = 0; at < claims.size(); at++) {
            Cover.Of<Claim> claim = claims.get(at);
            Studied rule = claim.owner().rule();
            if (fates.get(rule) == Fate.WINS) {
                continue;
            }
            Set<Claim> used = new LinkedHashSet<>();
            Fate fate = fate(claim.box(), firstOfRank[at], used, work);
            fates.merge(rule, fate, Contest::together);
            Set<Studied> rules = before.computeIfAbsent(
                    rule, each -> new TreeSet<>(java.util.Comparator.comparingInt(Studied::rank)));
            used.forEach(each -> rules.add(each.rule()));
        }
        return fates;
    }

    private static Fate together(Fate one, Fate other) {
        if (one == Fate.WINS || other == Fate.WINS) {
            return Fate.WINS;
        }
        return one == Fate.UNKNOWN ? one : other;
    }

    private Fate fate(Box box, int end, Set<Claim> used, Work work) {
        Work part = work.part(QUESTION);
        try {
            return uncovered(box, end, used, part) == null ? Fate.NEVER : Fate.WINS;
        } catch (Work.ExhaustedException limit) {
            unknown++;
            return Fate.UNKNOWN;
        } finally {
            work.giveBack(part);
        }
    }

    /** A part of the box that the first claims leave; null where they leave none. */
    @Nullable
    Box uncovered(Box box, int end, Set<Claim> used, Work work) {
        List<Cover.Of<Claim>> meeting = nearby.meeting(box, end);
        for (Cover.Of<Claim> each : meeting) {
            if (each.box().holds(box, space)) {
                used.add(each.owner());
                return null;
            }
        }
        return new Cover<>(space, work, used).uncovered(box, meeting);
    }

    /** Those who take everything from a rule that never wins, by rank. */
    List<Studied> winners(Studied rule) {
        return List.copyOf(before.getOrDefault(rule, Set.of()));
    }

    /** Pairs by the rank of the second, then of the first. */
    List<Tie> ties(BiPredicate<Studied, Studied> ordered, Work work) {
        Map<List<Integer>, Tie> ties = new LinkedHashMap<>();
        for (int at = 0; at < claims.size(); at++) {
            Cover.Of<Claim> second = claims.get(at);
            for (Cover.Of<Claim> first : nearby.meeting(second.box(), firstOfSalience[at], firstOfRank[at])) {
                Claim one = first.owner();
                Claim other = second.owner();
                if (one.owner().equals(other.owner()) || ordered.test(one.rule(), other.rule())) {
                    continue;
                }
                Share share = share(first, second, work);
                if (share != null) {
                    ties.computeIfAbsent(
                                    List.of(one.rank(), other.rank()),
                                    each -> new Tie(one.rule(), other.rule(), new ArrayList<>()))
                            .shares()
                            .add(share);
                }
            }
        }
        return List.copyOf(ties.values());
    }

    private @Nullable Share share(Cover.Of<Claim> first, Cover.Of<Claim> second, Work work) {
        Box both = first.box().and(second.box());
        if (both == null) {
            return null;
        }
        Work part = work.part(QUESTION);
        try {
            Box some = uncovered(both, firstClaimOf(first.owner().rank()), new HashSet<>(), part);
            return some == null ? null : new Share(both, some);
        } catch (Work.ExhaustedException limit) {
            unknown++;
            return null;
        } finally {
            work.giveBack(part);
        }
    }

    private int firstClaimOf(int rank) {
        int low = 0;
        int high = claims.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (claims.get(middle).owner().rank() < rank) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Where a claim decides: in the box, but for what the claims before it hold.
     *
     * @param before of no claim: all that meet the box
     */
    record Decided(Box box, List<Cover.Of<Claim>> before) {}

    /** Where each of some claims decides of a box, in their order; at last where none decides. */
    Stream<Decided> decided(Box within, Predicate<Claim> some) {
        Stream<Decided> claimed = IntStream.range(0, claims.size())
                .filter(at -> some.test(claims.get(at).owner()))
                .mapToObj(at -> {
                    Box both = claims.get(at).box().and(within);
                    return both == null ? null : new Decided(both, nearby.meeting(both, firstOfRank[at]));
                })
                .flatMap(Stream::ofNullable);
        return Stream.concat(
                claimed, Stream.of(within).map(box -> new Decided(box, nearby.meeting(box, claims.size()))));
    }

    /**
     * Parts of the claims of a territory that neither a claim before takes nor one of some others, in their order; one for
     * each claim.
     */
    List<Box> reaching(String territory, Box within, List<Cover.Of<Claim>> others, int most, Work work) {
        List<Box> reaching = new ArrayList<>();
        for (int at : byTerritory.getOrDefault(territory, List.of())) {
            Box both = reaching.size() < most ? claims.get(at).box().and(within) : null;
            if (both != null) {
                List<Cover.Of<Claim>> cover = new ArrayList<>(nearby.meeting(both, firstOfRank[at]));
                cover.addAll(others);
                Box left = new Cover<Claim>(space, work, new HashSet<>()).uncovered(both, cover);
                if (left != null) {
                    reaching.add(left);
                }
            }
        }
        return reaching;
    }

    /** Questions that the limit of work left open. */
    int unknown() {
        return unknown;
    }
}
