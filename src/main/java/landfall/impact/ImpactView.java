package landfall.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import landfall.impact.ImpactStore.Kept;
import org.jspecify.annotations.Nullable;

/**
 * An impact as callers see it.
 *
 * @param percent while it is under way
 * @param draft version of the draft: the digest of its files
 * @param from version by which accounts are where they are
 * @param detail why it failed, was cancelled or is unfinished
 * @param digest once it is done: SHA-256, in hex, of its moves and its result
 * @param result once it is done
 */
@Schema(name = "ImpactView")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImpactView(
        String id,
        @Schema(
                        description = "unfinished: another node works on it, or its node ended",
                        allowableValues = {"running", "done", "cancelled", "failed", "unfinished"})
                String state,
        @Nullable Integer percent,
        String draft,
        String draftRoster,
        String from,
        @Schema(allowableValues = {"book", "file"}) String over,
        Instant at,
        Instant begunAt,
        String by,
        String message,
        @Nullable Instant endedAt,
        @Nullable String detail,
        @Schema(description = "SHA-256 of its moves and its result: what an approver names") @Nullable String digest,
        @Nullable Impact result) {

    private static final String UNFINISHED =
            "another node works on it, or its node ended before it was done: then ask for it anew";

    static ImpactView of(Kept kept, @Nullable Integer percent) {
        boolean unfinished = kept.state() == null && percent == null;
        String state = unfinished ? "unfinished" : kept.state();
        String detail = unfinished ? UNFINISHED : kept.detail();
        return new ImpactView(
                kept.id(),
                state == null ? "running" : state,
                state == null ? percent : null,
                kept.draftVersion(),
                kept.draftRoster(),
                kept.fromVersion(),
                kept.askedOver(),
                kept.atInstant(),
                kept.begunAt(),
                kept.begunBy(),
                kept.message(),
                kept.endedAt(),
                detail == null || detail.isEmpty() ? null : detail,
                kept.digest(),
                null);
    }

    ImpactView with(@Nullable Impact found) {
        return new ImpactView(
                id,
                state,
                percent,
                draft,
                draftRoster,
                from,
                over,
                at,
                begunAt,
                by,
                message,
                endedAt,
                detail,
                digest,
                found);
    }
}
