package landfall.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import landfall.account.CleanedAccount.Change;
import landfall.facts.Account;
import landfall.facts.Clock;
import landfall.ledger.CompanyHolding;
import landfall.ledger.Hold;
import landfall.ledger.Holding;
import landfall.rotation.ChargedTurn;
import landfall.rotation.ReturnedTurn;
import landfall.rotation.Turn;
import landfall.routing.PassedOver;
import org.jspecify.annotations.Nullable;

/**
 * The record of why: every input that the decision needs to be made again, and what was decided. Its canonical JSON is
 * the decision's bytes; personal values are never among them, only their digests.
 *
 * @param procedure number of the procedure that decided; old numbers stay runnable
 * @param id time-ordered
 * @param kind {@code assigned}, {@code kept}, {@code queued} or {@code fallback}; by hand {@code reassigned}, {@code
 *     claimed}, {@code closed}, "held" or "released"; of an offer {@code accepted}, {@code declined} or {@code
 *     timed-out}; {@code imported} with the book; of a run of moves {@code realigned}, {@code united},
 *     {@code moved-back} or {@code handed-over}
 * @param absencesVersion SHA-256 of who was away when, in hex; null where only the roster's files say so
 * @param traceId of the call that caused it, by W3C Trace Context: 32 hexadecimal digits; null where none did, and in
 *     records that were made before there was one
 * @param personal HMAC-SHA-256 of each personal field under the account's own key, in hex
 * @param fingerprint SHA-256 of the cleaned fields and flags, in hex
 * @param clocks the clocks that rules could read
 * @param before who owned the account before, or null
 * @param company who owned its company before, or null
 * @param previous id of the account's decision before this one, or null
 * @param rule the territory rule that decided; {@code existing company}; null where none matches
 * @param alsoMatched names of the rules that matched and lost, by priority
 * @param wouldMoveTo where the rules would send a kept account now, or null
 * @param offer the offer that waits for its rep now, or null
 * @param returned the turn that was given back, or null
 * @param act what somebody did by hand, or null
 * @param because why a kept account was kept, or null
 * @param hold until when, by whom and why nothing moves the account now, or null
 * @param run of moves that it is a part of, or null
 * @param charged what it counts for its rep in a rotation without having taken a turn, or null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"procedure", "id", "kind", "status"})
public record DecisionRecord(
        int procedure,
        @Nullable String id,
        String kind,
        String status,
        Instant decidedAt,
        String ruleSetVersion,
        String rosterVersion,
        @Nullable String absencesVersion,
        String requestId,
        @Nullable String traceId,
        String caller,
        List<String> flags,
        Account account,
        Map<String, String> personal,
        String fingerprint,
        List<String> companyKeys,
        List<Change> changes,
        List<String> warnings,
        List<Clock> clocks,
        @Nullable Holding before,
        @Nullable CompanyHolding company,
        @Nullable String previous,
        String owner,
        @Nullable String territory,
        @Nullable String rule,
        String reason,
        @Nullable String because,
        @Nullable Matched winner,
        List<Matched> alsoMatched,
        List<PassedOver> passedOver,
        @Nullable Turn turn,
        List<OverlayRecord> overlays,
        @Nullable String wouldMoveTo,
        @Nullable Offer offer,
        @Nullable ReturnedTurn returned,
        @Nullable Act act,
        @Nullable Hold hold,
        @Nullable Run run,
        @Nullable ChargedTurn charged) {

    /** The number of the procedure as this version runs it. */
    public static final int PROCEDURE = 1;

    /**
     * A rule that matched, with its place in that version and what it claimed.
     *
     * @param list the mapping list that named territory or rep, or null
     * @param value the account's value that was looked up there, or null
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Matched(
            String rule,
            String file,
            int line,
            int priority,
            @Nullable String territory,
            @Nullable String rep,
            @Nullable String list,
            @Nullable String value) {}

    /**
     * The account is with its owner as an offer.
     *
     * @param decisionId of the decision that made the offer
     * @param acceptBy until when he may accept it
     * @param to who had it so far, in order; its owner is the last
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Offer(@Nullable String decisionId, Instant acceptBy, List<String> to) {

        public Offer {
            to = List.copyOf(to);
        }
    }

    /**
     * What somebody did by hand, or what time did.
     *
     * @param first id of the decision that the rules made about this assignment
     * @param by who did it, as the call says; {@code landfall} where an offer's time ran out
     * @param reason why, as the call says; null where it says nothing
     * @param outcome of a closed assignment, else null
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Act(String first, String by, @Nullable String reason, @Nullable String outcome) {}

    /**
     * A run of planned moves.
     *
     * @param ticket where somebody else reads about it; null where nobody said
     * @param at the moment for which the rules were asked; null where they weren't
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Run(String id, @Nullable String ticket, @Nullable Instant at) {}

    /** The moment whose clocks the rules read. */
    public Instant askedFor() {
        return run == null || run.at() == null ? decidedAt : run.at();
    }

    /** The same, as a part of a run, with what it moved in rotations. */
    DecisionRecord within(Run whole, @Nullable ChargedTurn charge, @Nullable ReturnedTurn back) {
        return with(personal, whole, charge, back);
    }

    /** The same, as a part of a run, with digests of other personal fields. */
    DecisionRecord within(Run whole, Map<String, String> digests) {
        return with(digests, whole, charged, returned);
    }

    private DecisionRecord with(
            Map<String, String> digests, Run whole, @Nullable ChargedTurn charge, @Nullable ReturnedTurn back) {
        return new DecisionRecord(
                procedure,
                id,
                kind,
                status,
                decidedAt,
                ruleSetVersion,
                rosterVersion,
                absencesVersion,
                requestId,
                traceId,
                caller,
                flags,
                account,
                digests,
                fingerprint,
                companyKeys,
                changes,
                warnings,
                clocks,
                before,
                company,
                previous,
                owner,
                territory,
                rule,
                reason,
                because,
                winner,
                alsoMatched,
                passedOver,
                turn,
                overlays,
                wouldMoveTo,
                offer,
                back,
                act,
                hold,
                whole,
                charge);
    }

    /** One overlay: its role, who it went to and how. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record OverlayRecord(
            String role,
            String status,
            String owner,
            @Nullable String territory,
            @Nullable String rule,
            String reason,
            @Nullable Turn turn,
            List<PassedOver> passedOver) {}
}
