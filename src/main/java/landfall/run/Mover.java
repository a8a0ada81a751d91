package landfall.run;

import java.util.concurrent.CompletionStage;
import landfall.assignment.BookMoves;
import landfall.assignment.PlannedMove;
import landfall.ledger.Recorded;
import landfall.ruleset.CompiledRuleSet;

/** Makes the moves of runs of one kind. Safe for many threads. */
@FunctionalInterface
public interface Mover {

    /** Makes the moves of one run. */
    @FunctionalInterface
    interface Moves {
        /**
         * Makes one, once for each number; completes when it is durable. It throws, or fails, with {@link
         * landfall.assignment.SkippedMoveException} where the account stays, and with {@link
         * landfall.assignment.Imports.DecidedMeanwhileException} where it has to be tried again.
         *
         * @param number of the move in its list, from 0
         */
        CompletionStage<Recorded> submit(PlannedMove move, long number);
    }

    /**
     * What all moves of a run share is found once, at the beginning of each part.
     *
     * @param rules of the run's version
     */
    Moves moves(Run run, CompiledRuleSet rules);

    /** Moves as they were planned. */
    static Mover of(BookMoves moves) {
        return (run, rules) -> {
            BookMoves.Order order = new BookMoves.Order(
                    BookMoves.Kind.of(run.kind()),
                    run.id(),
                    rules,
                    run.atInstant(),
                    run.orderedBy(),
                    run.reason(),
                    run.ticket());
            return (move, number) -> moves.submit(move, order, number);
        };
    }
}
