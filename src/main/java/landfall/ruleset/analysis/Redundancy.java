package landfall.ruleset.analysis;

import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import landfall.ruleset.analysis.Cover.Of;
import landfall.ruleset.analysis.Studied.Part;

/** Which conditions of a rule can be left out without changing what it matches. For several threads. */
final class Redundancy {

    private static final long QUESTION = 20_000;

    private final Space space;
    private final Study study;
    private final AtomicInteger unknown = new AtomicInteger();

    Redundancy(Space space, Study study) {
        this.space = space;
        this.study = study;
    }

    /** The most steps that the questions of a rule take. */
    static long most(Studied rule) {
        return 2 * QUESTION * rule.parts().size();
    }

    /** Whether the condition holds of every account at every moment. */
    boolean isAlways(Part part, Work work) {
        return holds(List.of(Box.whole(space.count())), part, work);
    }

    /** Whether the condition holds wherever the others of the rule do. */
    boolean isImplied(Studied rule, int part, Work work) {
        try {
            return holds(
                    study.all(rule.parts(), part, rule.during()), rule.parts().get(part), work);
        } catch (Shapes.TooWideException wide) {
            unknown.incrementAndGet();
            return false;
        }
    }

    private boolean holds(List<Box> boxes, Part part, Work work) {
        if (part.boxes().isEmpty()) {
            return boxes.isEmpty();
        }
        if (part.boxes().size() == 1) {
            return boxes.stream().allMatch(box -> part.boxes().get(0).holds(box, space));
        }
        List<Of<Integer>> cover =
                part.boxes().stream().map(box -> new Of<>(box, 0)).toList();
        Work some = work.part(QUESTION);
        try {
            return boxes.stream()
                    .allMatch(box -> new Cover<Integer>(space, some, new HashSet<>()).uncovered(box, cover) == null);
        } catch (Work.ExhaustedException limit) {
            unknown.incrementAndGet();
            return false;
        } finally {
            work.giveBack(some);
        }
    }

    /** Questions that the limit of work left open. */
    int unknown() {
        return unknown.get();
    }
}
