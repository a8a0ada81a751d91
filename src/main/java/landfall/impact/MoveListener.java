package landfall.impact;

import landfall.rotation.Turn;
import org.jspecify.annotations.Nullable;

/** Hears of each account that would be elsewhere, in the order in which they are decided. */
@FunctionalInterface
interface MoveListener {

    /**
     * One that would be elsewhere.
     *
     * @param turn that was played for it; null where it took none
     */
    void move(Move move, @Nullable Turn turn);

    /** One that might move, and is held; in no order. */
    default void kept(KeptAccount account) {}
}
