package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.ruleset.analysis.Cover.Of;
import org.jspecify.annotations.Nullable;

/**
 * All that none of some boxes holds, as a decision diagram: one dimension after the other, parts with the same rest
 * together (multi-valued decision diagrams: Srinivasan, Kam, Malik and Brayton, Algorithms for Discrete Function
 * Manipulation, 1990).
 *
 * @param <T> what boxes belong to
 */
final class Uncovered<T> {

    private static final int COVERED = 0;
    private static final int LEFT = 1;

    /** Regions of one part of the first dimension that are told one by one. */
    private static final long MOST_PATHS = 12;

    private static final long COUNTED = 1_000_000;

    /**
     * A part that is not covered.
     *
     * @param whole whether nothing of it is covered; else some of it is
     * @param some a part of it that is not covered
     * @param but names of dimensions by which some of it may be covered all the same
     */
    record Region(Box box, boolean whole, Box some, Set<String> but) {

        Region(Box box, boolean whole, Box some) {
            this(box, whole, some, Set.of());
        }
    }

    private record Node(int dimension, Map<Integer, BitSet> children) {}

    private record Key(int level, List<Integer> live) {}

    private final Space space;
    private final Work work;
    private final List<Of<T>> boxes;
    private final Levels levels;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Integer> known = new HashMap<>();
    private final Map<Key, Integer> seen = new HashMap<>();
    private final Map<Integer, Long> paths = new HashMap<>();
    private final List<Box> unfinished = new ArrayList<>();

    /** @param first the dimension by which regions are told apart first; -1: the one that most boxes are narrowed in */
    Uncovered(Space space, List<Of<T>> boxes, int first, Work work) {
        this.space = space;
        this.boxes = List.copyOf(boxes);
        this.work = work;
        levels = new Levels(space, boxes, first);
        nodes.add(new Node(-1, Map.of()));
        nodes.add(new Node(-1, Map.of()));
    }

    /** What is not covered of a box, coarse where it would be many parts. */
    List<Region> regions(Box universe) {
        List<Integer> live = new ArrayList<>();
        for (int box = 0; box < boxes.size(); box++) {
            if (boxes.get(box).box().meets(universe)) {
                live.add(box);
            }
        }
        int level = levels.next(0, live);
        if (live.isEmpty() || level < 0 || levels.isHeld(0, live)) {
            return live.isEmpty() ? List.of(new Region(universe, true, universe)) : List.of();
        }
        List<Part> parts;
        try {
            parts = parts(level, live, universe);
        } catch (Work.ExhaustedException limit) {
            unfinished.add(universe);
            return List.of();
        }
        Map<Integer, BitSet> children = new LinkedHashMap<>();
        for (Part part : parts) {
            int child;
            try {
                child = node(level + 1, part.live(), universe);
            } catch (Work.ExhaustedException limit) {
                Box box = universe.within(levels.dimension(level), part.classes(), space);
                if (box != null) {
                    unfinished.add(box);
                }
                continue;
            }
            children.computeIfAbsent(child, each -> new BitSet()).or(part.classes());
        }
        List<Region> regions = new ArrayList<>();
        children.forEach((child, classes) -> {
            Box box = universe.within(levels.dimension(level), classes, space);
            if (child != COVERED && box != null) {
                collect(child, box, regions);
            }
        });
        return regions;
    }

    /** The parts that the limit of work left open. */
    List<Box> unfinished() {
        return unfinished;
    }

    private record Part(BitSet classes, List<Integer> live) {}

    private List<Part> parts(int level, List<Integer> live, Box universe) {
        int dimension = levels.dimension(level);
        BitSet side = universe.side(dimension);
        BitSet classes = side == null ? space.get(dimension).all() : side;
        BitSet numbers = new BitSet();
        live.forEach(numbers::set);
        List<Part> parts = new ArrayList<>();
        for (Division.Part part :
                Division.of(classes.toLongArray(), box -> boxes.get(box).sides()[dimension], numbers, work)) {
            parts.add(new Part(
                    BitSet.valueOf(part.classes()), part.live().stream().boxed().toList()));
        }
        return parts;
    }

    private int node(int from, List<Integer> live, Box universe) {
        work.spend(live.size() + 1L);
        if (live.isEmpty()) {
            return LEFT;
        }
        if (levels.isHeld(from, live)) {
            return COVERED;
        }
        int level = levels.next(from, live);
        Key key = new Key(level, live);
        Integer before = seen.get(key);
        if (before != null) {
            return before;
        }
        Map<Integer, BitSet> children = new LinkedHashMap<>();
        for (Part part : parts(level, live, universe)) {
            int child = node(level + 1, part.live(), universe);
            children.computeIfAbsent(child, each -> new BitSet()).or(part.classes());
        }
        int made;
        if (children.size() == 1) {
            made = children.keySet().iterator().next();
        } else {
            Node node = new Node(levels.dimension(level), children);
            made = known.computeIfAbsent(node, each -> {
                nodes.add(each);
                return nodes.size() - 1;
            });
        }
        seen.put(key, made);
        return made;
    }

    private long paths(int node) {
        if (node <= LEFT) {
            return node;
        }
        Long before = paths.get(node);
        if (before == null) {
            long sum = 0;
            for (int child : nodes.get(node).children().keySet()) {
                sum = Math.min(COUNTED, sum + paths(child));
            }
            before = sum;
            paths.put(node, sum);
        }
        return before;
    }

    private void collect(int node, Box box, List<Region> regions) {
        if (node == LEFT) {
            regions.add(new Region(box, true, box));
        } else if (paths(node) > MOST_PATHS) {
            Box some = box;
            for (int at = node; at != LEFT; ) {
                int step = first(at);
                some = narrowed(
                        some,
                        nodes.get(at).dimension(),
                        nodes.get(at).children().get(step));
                at = step;
            }
            regions.add(new Region(around(node, box), false, some));
        } else {
            Node inner = nodes.get(node);
            inner.children().forEach((child, classes) -> {
                if (child != COVERED) {
                    collect(child, narrowed(box, inner.dimension(), classes), regions);
                }
            });
        }
    }

    private int first(int node) {
        return nodes.get(node).children().keySet().stream()
                .filter(child -> child != COVERED)
                .min(Comparator.comparingLong(this::paths))
                .orElseThrow();
    }

    private Box narrowed(Box box, int dimension, @Nullable BitSet classes) {
        Box narrowed = classes == null ? box : box.within(dimension, classes, space);
        if (narrowed == null) {
            throw new IllegalStateException("a node of the diagram without classes");
        }
        return narrowed;
    }

    /** The least box around all that is left below a node. */
    private Box around(int top, Box box) {
        Map<Integer, BitSet> sides = new HashMap<>();
        Set<Integer> free = new HashSet<>();
        around(top, sides, free, new HashSet<>());
        Box around = box;
        for (Map.Entry<Integer, BitSet> side : sides.entrySet()) {
            if (!free.contains(side.getKey())) {
                around = narrowed(around, side.getKey(), side.getValue());
            }
        }
        return around;
    }

    private void around(int node, Map<Integer, BitSet> sides, Set<Integer> free, Set<Integer> visited) {
        if (node <= LEFT || !visited.add(node)) {
            return;
        }
        Node inner = nodes.get(node);
        inner.children().forEach((child, classes) -> {
            if (child != COVERED) {
                sides.computeIfAbsent(inner.dimension(), each -> new BitSet()).or(classes);
                skipped(inner.dimension(), child, free);
                around(child, sides, free, visited);
            }
        });
    }

    /** What a path leaves out is free in it. */
    private void skipped(int dimension, int child, Set<Integer> free) {
        int next = child == LEFT ? -1 : nodes.get(child).dimension();
        boolean between = false;
        for (int each : levels.order()) {
            if (each == next) {
                return;
            }
            if (between) {
                free.add(each);
            }
            between |= each == dimension;
        }
    }
}
