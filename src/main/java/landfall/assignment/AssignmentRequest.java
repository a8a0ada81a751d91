package landfall.assignment;

import java.time.Instant;
import landfall.account.AccountRequest;
import landfall.http.CallIds;
import org.jspecify.annotations.Nullable;

/**
 * One call for an assignment, read but not cleaned.
 *
 * @param account the account's fields, without the flags
 * @param body exactly what came
 * @param said what makes two bodies with one key the same
 * @param caller name of its key; {@code anonymous} where none are configured
 * @param key the event's explicit key, or null
 * @param flags how the call wants to be decided
 * @param ids of the call, for the logs and the record
 * @param at the moment to decide for; null: now. Only previews name one
 */
record AssignmentRequest(
        AccountRequest account,
        SentBody body,
        byte[] said,
        String caller,
        @Nullable String key,
        Flags flags,
        CallIds ids,
        @Nullable Instant at) {

    /** The same call, its account from that source where it names none. */
    AssignmentRequest fromSource(String source) {
        return new AssignmentRequest(Assigner.withSource(account, source), body, said, caller, key, flags, ids, at);
    }

    /** The same call under that key, where it has none of its own. */
    AssignmentRequest keyedBy(String event) {
        return key == null ? new AssignmentRequest(account, body, said, caller, event, flags, ids, at) : this;
    }

    /** The same call, to be decided for that moment. */
    AssignmentRequest at(Instant moment) {
        return new AssignmentRequest(account, body, said, caller, key, flags, ids, moment);
    }

    /**
     * What a caller may ask besides.
     *
     * @param test nothing recorded, no turn
     * @param reassign the account may move although its owner is active
     * @param matchCompany whether the company's owner gets it; false for {@code "match": "account"}
     */
    record Flags(boolean test, boolean reassign, boolean matchCompany) {

        static final Flags NONE = new Flags(false, false, true);
    }
}
