package landfall.ruleset.analysis;

import java.util.List;
import landfall.language.Condition;
import landfall.language.Rule;
import org.jspecify.annotations.Nullable;

/** A rule as the analysis sees it; equal only to itself. */
final class Studied {

    /** One condition of it. */
    record Part(Condition condition, List<Box> boxes) {
        Part {
            boxes = List.copyOf(boxes);
        }
    }

    private final Rule rule;
    private final int rank;
    private final List<Part> parts;
    private final List<Box> matching;
    private final @Nullable Box during;
    private final boolean wide;

    /**
     * Puts together what is known of a rule.
     *
     * @param rank its place among all rules: the highest salience first, then in the order of files
     * @param parts what must all hold, in the order of the file, but for the zones of clocks
     * @param matching the boxes in which it matches; none: nowhere
     * @param during the box of the time in which it holds; null: it never does from now on
     * @param wide whether it has more alternatives than are looked at; then nothing else is known of it
     */
    Studied(Rule rule, int rank, List<Part> parts, List<Box> matching, @Nullable Box during, boolean wide) {
        this.rule = rule;
        this.rank = rank;
        this.parts = List.copyOf(parts);
        this.matching = List.copyOf(matching);
        this.during = during;
        this.wide = wide;
    }

    Rule rule() {
        return rule;
    }

    int rank() {
        return rank;
    }

    List<Part> parts() {
        return parts;
    }

    List<Box> matching() {
        return matching;
    }

    @Nullable
    Box during() {
        return during;
    }

    boolean isWide() {
        return wide;
    }

    Finding.RuleAt at() {
        return new Finding.RuleAt(rule.name(), rule.place().toString());
    }
}
