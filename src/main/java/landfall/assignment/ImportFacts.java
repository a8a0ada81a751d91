package landfall.assignment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import landfall.account.CleanedAccount;
import landfall.assignment.Imports.Context;
import landfall.facts.Account;
import landfall.ledger.Hold;
import landfall.ledger.Holding;
import landfall.ledger.Standing;
import landfall.rotation.Placement.Status;
import org.jspecify.annotations.Nullable;

/**
 * What an import says of an account, with what is known where it says nothing.
 *
 * @param about the account's latest decision; null where it is new
 * @param before how the account stands; null where it is new
 * @param since null where it says nothing, so that what is known stays
 * @param heldUntil null where it says nothing of now, so that what is known stays
 */
record ImportFacts(
        Context context,
        CleanedAccount cleaned,
        Account account,
        List<String> companyKeys,
        @Nullable DecisionRecord about,
        @Nullable Holding before,
        String owner,
        @Nullable String territory,
        Status status,
        boolean open,
        @Nullable Instant since,
        @Nullable Instant heldUntil,
        @Nullable String heldReason,
        String from,
        Instant now) {

    static ImportFacts ofNew(
            ImportedAccount said, Context context, CleanedAccount cleaned, Account account, Instant now) {
        return new ImportFacts(
                context,
                cleaned,
                account,
                Imports.keys(said, cleaned, List.of()),
                null,
                null,
                said.owner(),
                said.territory(),
                said.status() == null ? Status.ASSIGNED : said.status(),
                said.open() == null || said.open(),
                micros(said.since()),
                coming(said.heldUntil(), now),
                said.heldReason(),
                said.from(),
                now);
    }

    static ImportFacts ofKnown(
            ImportedAccount said,
            Context context,
            CleanedAccount cleaned,
            Account account,
            DecisionRecord about,
            Holding before,
            Instant now) {
        boolean stays = said.owner().equals(before.owner());
        Status status = said.status();
        Boolean open = said.open();
        return new ImportFacts(
                context,
                cleaned,
                account,
                Imports.keys(said, cleaned, about.companyKeys()),
                about,
                before,
                said.owner(),
                said.territory() == null ? before.territory() : said.territory(),
                status != null ? status : stays ? Status.of(before.status()) : Status.ASSIGNED,
                open != null ? open : !stays || before.standing().open(),
                micros(said.since()),
                coming(said.heldUntil(), now),
                said.heldReason(),
                said.from(),
                now);
    }

    private static @Nullable Instant coming(@Nullable Instant until, Instant now) {
        return until != null && until.isAfter(now) ? until : null;
    }

    private static @Nullable Instant micros(@Nullable Instant since) {
        return since == null ? null : since.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether the account stays where it is. */
    boolean keepsPlace() {
        Holding known = before;
        return known != null
                && owner.equals(known.owner())
                && Objects.equals(territory, known.territory())
                && status.word().equals(known.status());
    }

    /** Whether the account stays where it is, since when it is there. */
    boolean stays() {
        Holding known = before;
        return known != null
                && keepsPlace()
                && (since == null || since.equals(known.standing().since()));
    }

    /** Whether owner, territory and what goes with them are known; of the account's fields it tells nothing. */
    boolean saysNothingNew() {
        return stays() && before != null && before.standing().open() == open && !holdsAnew();
    }

    private @Nullable Hold heldBefore() {
        return before == null ? null : before.standing().heldAt(now);
    }

    /** Whether it holds the account, or holds it in another way. */
    private boolean holdsAnew() {
        Hold known = heldBefore();
        return heldUntil != null
                && (known == null
                        || !known.until().equals(heldUntil)
                        || (heldReason != null && !known.reason().equals(heldReason)));
    }

    /** How the account stands by it. */
    Standing standing(String decisionId) {
        Standing standing = placed(decisionId);
        Instant until = heldUntil;
        if (until == null || !holdsAnew()) {
            return standing;
        }
        Hold known = heldBefore();
        String reason = heldReason != null ? heldReason : known != null ? known.reason() : "as the book has it";
        return standing.held(new Hold(decisionId, now, until, context.caller(), reason), now);
    }

    private Standing placed(String decisionId) {
        Holding known = before;
        if (known == null) {
            return new Standing(decisionId, since == null ? now : since, open, null, List.of());
        }
        Standing standing = known.standing().at(now);
        if (stays()) {
            return standing.open() == open
                    ? standing
                    : new Standing(standing.decisionId(), standing.since(), open, null, List.of(), standing.hold());
        }
        return new Standing(decisionId, since == null ? now : since, open, null, List.of(), standing.hold());
    }
}
