package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
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
    /** Pairs of claims that are compared at once. */
    private static final int PAIRS = 4_096;

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

    private final AtomicInteger unknown = new AtomicInteger();

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

    private record Range(int from, int to) {}

    /** What became of one rule, and those who took it from it. */
    private record Standing(Studied rule, Fate fate, Set<Studied> before) {}

    /** For each rule that takes part. */
    Map<Studied, Fate> fates(Work work) {
        List<Range> rules = new ArrayList<>();
        for (int from = 0, to = 1; to <= claims.size(); to++) {
            if (to == claims.size() || firstOfRank[to] == to) {
                rules.add(new Range(from, to));
                from = to;
            }
        }
        Map<Studied, Fate> fates = new LinkedHashMap<>();
        for (Standing each : work.each(rules, of -> QUESTION * (of.to() - of.from()), this::standing)) {
            fates.put(each.rule(), each.fate());
            before.put(each.rule(), each.before());
        }
        return fates;
    }

    private Standing standing(Range of, Work work) {
        Studied rule = claims.get(of.from()).owner().rule();
        Set<Studied> rules = new TreeSet<>(java.util.Comparator.comparingInt(Studied::rank));
        Fate fate = Fate.NEVER;
        for (int at = of.from(); at < of.to() && fate != Fate.WINS; at++) {
            Set<Claim> used = new LinkedHashSet<>();
            fate = together(fate, fate(claims.get(at).box(), of.from(), used, work));
            used.forEach(each -> rules.add(each.rule()));
        }
        return new Standing(rule, fate, rules);
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
            unknown.incrementAndGet();
            return Fate.UNKNOWN;
        } finally {
            work.giveBack(part);
        }
    }

    /** A part of the box that the first claims leave; null where they leave none. */
    @Nullable
    Box uncovered(Box box, int end, Set<Claim> used, Work work) {
        work.spend(1);
        Cover.Of<Claim> holder = nearby.holder(box, end);
        if (holder != null) {
            used.add(holder.owner());
            return null;
        }
        return new Cover<>(space, work, used).uncovered(box, nearby.meeting(box, end));
    }

    /** Those who take everything from a rule that never wins, by rank. */
    List<Studied> winners(Studied rule) {
        return List.copyOf(before.getOrDefault(rule, Set.of()));
    }

    private record Pair(Cover.Of<Claim> first, Cover.Of<Claim> second) {}

    /** Pairs by the rank of the second, then of the first; no more are looked for when more than {@code most} are found. */
    List<Tie> ties(BiPredicate<Studied, Studied> ordered, int most, Work work) {
        Map<List<Integer>, Tie> ties = new LinkedHashMap<>();
        List<Pair> pairs = new ArrayList<>();
        for (int at = 0; at < claims.size() && ties.size() <= most; at++) {
            Cover.Of<Claim> second = claims.get(at);
            for (Cover.Of<Claim> first : nearby.meeting(second.box(), firstOfSalience[at], firstOfRank[at])) {
                Claim one = first.owner();
                Claim other = second.owner();
                if (!one.owner().equals(other.owner()) && !ordered.test(one.rule(), other.rule())) {
                    pairs.add(new Pair(first, second));
                }
            }
            if (pairs.size() >= PAIRS || at == claims.size() - 1) {
                List<Optional<Share>> shares = work.each(pairs, pair -> QUESTION, this::share);
                for (int pair = 0; pair < shares.size(); pair++) {
                    Claim one = pairs.get(pair).first().owner();
                    Claim other = pairs.get(pair).second().owner();
                    shares.get(pair).ifPresent(share -> ties.computeIfAbsent(
                                    List.of(one.rank(), other.rank()),
                                    each -> new Tie(one.rule(), other.rule(), new ArrayList<>()))
                            .shares()
                            .add(share));
                }
                pairs.clear();
            }
        }
        return List.copyOf(ties.values());
    }

    private Optional<Share> share(Pair pair, Work work) {
        Box both = pair.first().box().and(pair.second().box());
        if (both == null) {
            return Optional.empty();
        }
        try {
            int end = firstClaimOf(pair.first().owner().rank());
            return Optional.ofNullable(uncovered(both, end, new HashSet<>(), work))
                    .map(some -> new Share(both, some));
        } catch (Work.ExhaustedException limit) {
            unknown.incrementAndGet();
            return Optional.empty();
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
        return unknown.get();
    }
}
