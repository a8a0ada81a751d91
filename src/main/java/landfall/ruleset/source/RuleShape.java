package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import landfall.language.Rule;

/** Where the parts of a rule stand in its file's tokens: what the witness is asked about. */
final class RuleShape {

    /** Tokens from the first to before the last. */
    record Range(int from, int to) {}

    record PatternShape(String fact, List<Range> constraints) {}

    final Rule rule;
    final Set<String> heads;
    final Range whole;
    final List<PatternShape> patterns;
    final Range actions;

    RuleShape(Rule rule, Set<String> heads, Range whole, List<PatternShape> patterns, Range actions) {
        this.rule = rule;
        this.heads = Set.copyOf(heads);
        this.whole = whole;
        this.patterns = new ArrayList<>(patterns);
        this.actions = actions;
    }
}
