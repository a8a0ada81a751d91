package landfall.impact;

import java.time.Instant;
import landfall.assignment.UnitedCompany;
import landfall.rotation.Turn;
import org.jspecify.annotations.Nullable;

/** Keeps what is found. All but {@link #begun} is called by the one thread that works it out. */
public interface Findings {

    /** Nothing was found yet; nobody else may begin meanwhile. */
    void begun();

    /** An account that would be elsewhere, in the order in which they are decided. */
    void move(Move move, @Nullable Turn turn);

    /** An account that would come to the one who gets its company, in the order in which they are told. */
    void comes(Move move, UnitedCompany company);

    /** One that might move, and is held; in no order. */
    void kept(KeptAccount account);

    /** Everything was found: keeps the result. */
    void done(Impact result);

    /** What came of it is noted: {@code done}, {@code cancelled} or {@code failed}. */
    void ended(String state, Instant at, String detail);
}
