package landfall.ruleset;

/** Told of what became of rules and rosters that somebody wanted to be active; what was only tried isn't told. */
@FunctionalInterface
public interface PublishListener {

    PublishListener NONE = (what, outcome) -> {};

    /** What was to be published. */
    enum What {
        RULES,
        ROSTER
    }

    /** What became of it. */
    enum Outcome {
        PUBLISHED,
        /** It was active already. */
        UNCHANGED,
        /** It has errors; what was active stays. */
        REFUSED
    }

    void ended(What what, Outcome outcome);
}
