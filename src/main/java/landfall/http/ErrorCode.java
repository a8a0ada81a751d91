package landfall.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every way in which a call can fail: a stable code, its HTTP status, and what the caller can do. The help page of each
 * code is served at {@code /api/errors/{code}} and printed in {@code docs/errors.md}.
 */
public enum ErrorCode {
    // 400: the request can't be read
    BAD_REQUEST(
            400, "The request can't be read", "Compare the request line, headers and body with the API description."),
    EMPTY_BODY(400, "The body is missing", "Send a JSON body with Content-Type: application/json."),
    MALFORMED_JSON(
            400,
            "The body is not well-formed JSON",
            "Look at the line and column that the issue names; a comma or a quote is missing or one too many there."),
    MALFORMED_FORM(
            400,
            "The body is no form that can be read",
            "Encode names and values in UTF-8, or name the charset in Content-Type; a form has at most 1,000 fields."),
    DUPLICATE_KEY(
            400,
            "A key stands twice in one JSON object",
            "Send each key once: nobody can tell which of the two values was meant."),
    JSON_LIMIT(
            400,
            "The JSON is too deep, or a name, a text or a number in it is too long",
            "Send the account's fields flat; the limits stand under `limits` in config.yml."),
    INVALID_VALUE(
            400,
            "A value has the wrong type or isn't allowed",
            "Each issue names the field and what it takes; mend them all and send the request again."),
    UNKNOWN_PROPERTY(
            400,
            "The body has a property that this call doesn't know",
            "Mend the spelling, or leave the property out; the issue lists those that are known."),
    NO_IDENTITY(
            400,
            "Nothing in the body says which account it is",
            "Send at least one of externalId and email, or an Idempotency-Key."),
    INVALID_PARAMETER(
            400,
            "A parameter of the query, the path or a header can't be understood",
            "Mend the parameter that the issue names; instants look like 2026-11-24T04:10:22Z."),
    MALFORMED_ENCODING(
            400,
            "The body's compression is damaged",
            "Compress the body with gzip and send it whole, or send it uncompressed without Content-Encoding."),
    MALFORMED_ARCHIVE(
            400,
            "The body is no zip of the files that this call takes",
            "Send a zip of the folder of rules, or of the one that holds reps.csv and territories.csv, or let `publish` and `roster publish` do it."),
    // 401, 403, 429: who asks, and how often
    API_KEY_MISSING(
            401,
            "The call shows no API key",
            "Send Authorization: Bearer and the key, or the key as X-Api-Key. An administrator makes keys: `key create`."),
    API_KEY_INVALID(
            401,
            "The API key is not valid",
            "The detail says why: mistyped, unknown, revoked or expired. Compare it with the key as it was shown when it was made, or have a new one made."),
    ROLE_MISSING(
            403,
            "The key doesn't hold a role that this call takes",
            "Use a key that holds one of the roles that the detail names; docs/access.md has the table of all calls."),
    NOT_OWN_TEAM(
            403,
            "The key manages other teams than this rep's",
            "Ask who manages the rep, or an administrator for a key that names the rep's team."),
    RATE_LIMITED(
            429,
            "The key makes more calls than it may",
            "Wait for the seconds in Retry-After and send the same request again; send many accounts as one batch."),
    // 403, 421: refused whoever asks, while the service trusts everybody on its own machine
    CROSS_SITE_REQUEST(
            403,
            "A browser sent this request for another site",
            "Call the service from a program, or from its own pages. Without keys no other site may use it."),
    FORWARDED_REQUEST(
            403,
            "A proxy forwarded this request",
            "Without keys only programs on this machine may call the service, without a proxy between."),
    NOT_AN_APPROVER(
            403,
            "Only a person who may approve decides about a version",
            "Call with the key of a person that has the role approve; a system's key never approves, nor does who administers."),
    OWN_WORK(403, "Nobody approves what he published himself", "Ask somebody else who may approve to look at it."),
    MISDIRECTED_HOST(
            421,
            "The Host header names another machine",
            "Call the service as localhost, 127.0.0.1 or [::1]. Without keys it answers to no other name."),
    // 4xx: understood, but not possible
    NOT_FOUND(
            404, "There is nothing at this address", "Check the path, and the id in it, against the API description."),
    METHOD_NOT_ALLOWED(
            405, "This address doesn't take that method", "Use one of the methods that the Allow header lists."),
    NOT_ACCEPTABLE(
            406,
            "No answer of the kind that the Accept header asks for",
            "Accept application/json, or send no Accept."),
    REQUEST_TIMEOUT(408, "The request didn't arrive in time", "Send the whole body at once; then try again."),
    SUPERSEDED(
            409,
            "Somebody, or a rule, decided about this account since",
            "Look at the assignment that the detail names, and do it again there if it still has to be done."),
    HELD(
            409,
            "The account is held",
            "It moves again when the hold is over, or once it is lifted: DELETE /api/accounts/{source}/{externalId}/hold."),
    HANDOVER_OVER(
            409,
            "The handover has ended, or was cancelled",
            "Look at the handover; ask for another one for what is still to move."),
    NOT_WAITING(
            409,
            "This assignment waits for nobody",
            "Only what waits in a queue, or fell back, can be claimed; reassign the others."),
    KEY_NAME_TAKEN(
            409,
            "Another holder has a key of that name",
            "Choose another name; a second key of one name is of the same kind, and both together keep admin and approve apart."),
    LAST_ADMIN_KEY(
            409,
            "No other key could make keys any more",
            "Make another key with the role admin first; then revoke this one."),
    NOT_OFFERED(
            409,
            "The assignment is not waiting to be accepted",
            "It was accepted, its time ran out, or its rule asks nobody; read its latest assignment."),
    NOT_APPROVED(
            409,
            "The version waits for approval, or was rejected",
            "Somebody else than who published it has to approve it first; where config.yml allows it, an emergency goes without."),
    OTHER_RESULT(
            409,
            "The result that was looked at isn't this version's",
            "Read the version again, and approve it with the resultDigest that it shows."),
    OTHER_IMPACT(
            409,
            "The impact that was looked at isn't one of this version",
            "Read an impact of exactly this version to its end, and approve the version with the digest that it shows."),
    RULES_MISFIT(
            409,
            "The version doesn't fit the roster that is active",
            "Each issue names the place. Mend the roster first, or publish rules that go with it; nothing has changed."),
    ROSTER_OUTDATED(
            409,
            "The roster has changed since this version was made from it",
            "It would take back what was changed since. Make the change again, from the roster that is active."),
    NOT_PENDING(
            409,
            "This activation is over",
            "It was done, failed, or was cancelled already; the list of scheduled activations says which."),
    IMPACT_RUNNING(
            409,
            "Another impact is under way",
            "One is worked out at a time. Wait until the one that the detail names is done, or cancel it, and ask again."),
    IMPACT_NOT_DONE(
            409,
            "The impact is not done",
            "Ask for the impact itself until its state is done; one that was cancelled or failed has to be asked for again."),
    BALANCE_RUNNING(
            409,
            "Another snapshot of the balance is being made",
            "One is made at a time on each node. Wait until the one that the detail names is done: it is as fresh as yours would be."),
    PREVIEW_NOT_DONE(
            409,
            "The preview of the realignment is not done",
            "Ask for the realignment itself until its preview is done; one that was cancelled or failed has to be asked for again."),
    OTHER_PREVIEW(
            409,
            "The preview that was looked at isn't this realignment's",
            "Read the realignment again, and approve it with the digest that its preview shows."),
    REALIGNMENT_NOT_APPROVED(
            409,
            "The realignment waits for approval, or was rejected",
            "Somebody else than who asked for it has to approve it first."),
    REALIGNMENT_OVER(
            409,
            "The realignment was ordered to run, ended, or was cancelled before",
            "Look at it; what it moved can be taken back with undo, and what it should still do needs another one."),
    REALIGNMENT_NOT_RUN(
            409,
            "The realignment was not run to an end",
            "Run it, or stop its run, first; there is nothing else to take back."),
    CRM_ID_MISSING(
            409,
            "A new owner has no id in the CRM",
            "Each issue names one. Give each of them the column in reps.csv, or name another one with `column`."),
    ALREADY_SUBMITTED(
            409,
            "The refused call was submitted before",
            "Look at the assignment that the detail names; to change it, send the account again or reassign it."),
    TOO_MANY_WEBHOOKS(
            409,
            "There are as many webhooks as there may be",
            "Delete one that nobody needs any more, or give out one webhook's events from where they arrive."),
    NOT_GIVEN_UP(
            409,
            "The event wasn't given up",
            "It was delivered, waits for its next attempt, or the webhook doesn't hear of it; the list of its deliveries says which."),
    BODY_TOO_LARGE(
            413,
            "The body is too large",
            "Send less in one request. The limit holds after decompression: `limits.body` in config.yml."),
    URI_TOO_LONG(414, "The address is too long", "Send fewer or shorter query parameters."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "This call doesn't take a body of that kind",
            "Send a body of a type that `detail` and the header Accept name, with its Content-Type."),
    UNSUPPORTED_ENCODING(
            415, "The body's Content-Encoding isn't supported", "Send the body uncompressed or with gzip, once."),
    KEY_REUSED(
            422,
            "The idempotency key was used for another request",
            "Use a new key for a new event; send the same body with the same key to get the same answer again."),
    ACCOUNT_UNKNOWN(
            422,
            "The event tells a property of an account that was never sent",
            "Send the whole account first, or bring in the book; then submit the event again."),
    NOTHING_TOLD(
            422,
            "The event tells nothing of an account",
            "Subscribe to changes of those properties that the source's map names, or add the property to the map."),
    ROSTER_REFUSED(
            422,
            "The roster would lack what it or the rules need",
            "Each issue names the place, and the rule where it is one. Mend them all, in the roster or first in the rules, and send it again."),
    RULES_REFUSED(
            422,
            "The rules have errors",
            "Each issue names the place and what is wrong there. Mend them all and send the files again; nothing has changed."),
    HEADERS_TOO_LARGE(431, "The request's headers are too large", "Send fewer or shorter headers: 8 KB in all."),
    // 5xx: not the caller's fault
    INTERNAL_ERROR(
            500,
            "The service failed",
            "Try again. If it goes on, give the errorId to whoever runs the service: the log tells more under it."),
    BUSY(503, "The service can't answer just now", "Send the same request again after the seconds in Retry-After."),
    NOT_READY(
            503,
            "The service can't assign yet",
            "Each issue names what is missing. Send the same request again once that is mended.");

    private final int status;
    private final String title;
    private final String remedy;
    private final String code;

    ErrorCode(int status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
        this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As callers see it, in kebab case, such as {@code malformed-json}. */
    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    /** One line, without a full stop, the same at every occurrence. */
    public String title() {
        return title;
    }

    /** What the caller can do about it. */
    public String remedy() {
        return remedy;
    }

    /** The problem's {@code type}: where its help page is served, relative to the service. */
    public String type() {
        return "/api/errors/" + code;
    }

    /** The code with this kebab-case name. */
    public static Optional<ErrorCode> find(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }

    /** The code for a status that the server itself chose. */
    static ErrorCode ofStatus(int status) {
        return switch (status) {
            case 401 -> API_KEY_MISSING;
            case 403 -> ROLE_MISSING;
            case 404 -> NOT_FOUND;
            case 405, 501 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 409 -> SUPERSEDED;
            case 413 -> BODY_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 421 -> MISDIRECTED_HOST;
            case 429 -> RATE_LIMITED;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> BUSY;
            default -> status >= 500 ? INTERNAL_ERROR : BAD_REQUEST;
        };
    }
}
