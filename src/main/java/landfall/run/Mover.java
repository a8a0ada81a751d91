package landfall.run;

import java.util.concurrent.CompletionStage;
import landfall.assignment.BookMoves;
import landfall.assignment.PlannedMove;
import landfall.ledger.Recorded;
import landfall.ruleset.CompiledRuleSet;

/** Makes the moves of runs of one kind. Safe for many threads. */
@FunctionalInterface
public interface Mover {

    /**
     * Makes one, once for each number of a run; completes when it is durable. It throws, or fails, with {@link
     * landfall.assignment.SkippedMoveException} where the account stays, and with {@link
     * landfall.assignment.Imports.DecidedMeanwhileException} where it has to be tried again.
     *
     * @param rules of the run's version
     * @param number of the move in its list, from 0
     */
    CompletionStage<Recorded> submit(PlannedMove move, Run run, CompiledRuleSet rules, long number);

    /** Moves as they were planned. */
    static Mover of(BookMoves moves) {
        return (move, run, rules, number) -> moves.submit(
                move,
                new BookMoves.Order(
                        BookMoves.Kind.of(run.kind()),
                        run.id(),
                        rules,
                        run.atInstant(),
                        run.orderedBy(),
                        run.reason(),
                        run.ticket()),
                number);
    }
}
