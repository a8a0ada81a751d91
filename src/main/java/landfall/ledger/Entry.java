package landfall.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision's row without its bytes: all that later decisions, and the key index, need of it.
 *
 * @param seq its number, dense from 1
 * @param previous number of the decision before it about the same account
 * @param secret number under which the account's secret is kept
 * @param company number of the decision that founded the account's company
 * @param companyKeys keys of the company first seen here
 * @param companyOwner null unless this decision gave the company its owner
 * @param merged numbers of companies found here to be one with {@code company}, which is older
 * @param standing number of the decision by which the account came to its owner
 * @param standingId its id
 * @param standingSince its moment
 * @param open not closed
 * @param acceptBy of an offer that waits for its rep; else null
 * @param offered reps who had it as an offer, in order
 * @param hold what keeps the account where it is; null where nothing does
 */
record Entry(
        long seq,
        UUID id,
        String kind,
        String source,
        String externalId,
        @Nullable Long previous,
        @Nullable Long secret,
        String status,
        String owner,
        @Nullable String territory,
        @Nullable String rule,
        byte[] fingerprint,
        Instant decidedAt,
        Map<String, String> overlays,
        @Nullable Long company,
        List<String> companyKeys,
        @Nullable String companyOwner,
        @Nullable String companyTerritory,
        List<Long> merged,
        long standing,
        UUID standingId,
        Instant standingSince,
        boolean open,
        @Nullable Instant acceptBy,
        List<String> offered,
        @Nullable Hold hold) {

    Holding holding() {
        return new Holding(
                DecisionIds.text(id),
                status,
                owner,
                territory,
                rule,
                HexFormat.of().formatHex(fingerprint),
                decidedAt,
                overlays,
                new Standing(DecisionIds.text(standingId), standingSince, open, acceptBy, offered, hold));
    }

    /** Whether the account waits for a person; it does so in its territory's queue. */
    boolean waits() {
        return open && territory != null && !status.equals("assigned");
    }

    /** Whether this decision itself began what the account stands in. */
    boolean begins() {
        return standing == seq;
    }

    /** Whether this decision itself holds the account. */
    boolean holds() {
        return hold != null && hold.decisionId().equals(DecisionIds.text(id));
    }

    /** What it stands in since another decision; null where it began that itself. */
    @Nullable
    Long earlierStanding() {
        return begins() ? null : Long.valueOf(standing);
    }

    @Nullable
    UUID earlierStandingId() {
        return begins() ? null : standingId;
    }

    @Nullable
    OffsetDateTime earlierStandingSinceUtc() {
        return begins() && standingSince.equals(decidedAt) ? null : standingSince.atOffset(ZoneOffset.UTC);
    }

    /** The owner that this decision gave the company, or null. */
    @Nullable
    CompanyHolding companyHolding() {
        return companyOwner == null ? null : new CompanyHolding(companyOwner, companyTerritory, DecisionIds.text(id));
    }

    OffsetDateTime decidedAtUtc() {
        return decidedAt.atOffset(ZoneOffset.UTC);
    }

    @Nullable
    OffsetDateTime acceptByUtc() {
        return acceptBy == null ? null : acceptBy.atOffset(ZoneOffset.UTC);
    }

    @Nullable
    OffsetDateTime heldUntilUtc() {
        return hold == null ? null : hold.until().atOffset(ZoneOffset.UTC);
    }

    /** What the key index must know of it, apart from its idempotency key. */
    List<IndexKey> keys() {
        List<IndexKey> keys = new ArrayList<>(1 + companyKeys.size());
        keys.add(IndexKey.account(new AccountKey(source, externalId)));
        companyKeys.forEach(key -> keys.add(IndexKey.companyKey(key)));
        if (company != null && company != seq && companyOwner != null) {
            keys.add(IndexKey.company(company));
        }
        merged.forEach(founding -> keys.add(IndexKey.company(founding)));
        return keys;
    }
}
