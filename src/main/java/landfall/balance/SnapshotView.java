package landfall.balance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import landfall.balance.BalanceStore.Kept;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as callers see it.
 *
 * @param percent while it is under way
 * @param position what it knows: number of the newest decision
 * @param roster version of the roster by which teams, distances and quotas are
 * @param potential the expression by which accounts are worth something
 * @param all absent where it wasn't asked for, like what follows
 */
@Schema(name = "BalanceSnapshot")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SnapshotView(
        String id,
        LocalDate day,
        @Schema(
                        description = "The day's own, or one that somebody asked for",
                        allowableValues = {"daily", "asked"})
                String kind,
        @Schema(
                        description = "unfinished: another node works on it, or its node ended",
                        allowableValues = {"running", "done", "failed", "unfinished"})
                String state,
        @Nullable Integer percent,
        @Schema(description = "It is the book of this moment") Instant begunAt,
        String by,
        @Nullable Instant endedAt,
        @Nullable String detail,
        @Schema(description = "Number of the newest decision that it knows") @Nullable Long position,
        @Nullable String roster,
        @Nullable String potential,
        @Nullable BalanceRow all,
        @Nullable List<BalanceRow> territories,
        @Nullable List<BalanceRow> teams,
        @Nullable List<BalanceRow> reps) {

    /** Without its rows. */
    static SnapshotView of(Kept kept, @Nullable Integer percent) {
        String state = kept.state();
        String detail = kept.detail();
        return new SnapshotView(
                kept.id(),
                kept.snapshotDay(),
                kept.attempt() == null ? "asked" : "daily",
                state != null ? state : percent != null ? "running" : "unfinished",
                state == null ? percent : null,
                kept.begunAt(),
                kept.begunBy(),
                kept.endedAt(),
                detail == null || detail.isEmpty() ? null : detail,
                kept.position(),
                kept.rosterVersion(),
                kept.potential(),
                null,
                null,
                null,
                null);
    }

    /** With those rows that are asked for. */
    SnapshotView with(BalanceQuery query, BalanceStore store) {
        List<BalanceRow> whole = rows(Grouping.ALL, query, store);
        return new SnapshotView(
                id,
                day,
                kind,
                state,
                percent,
                begunAt,
                by,
                endedAt,
                detail,
                position,
                roster,
                potential,
                whole == null || whole.isEmpty() ? null : whole.get(0),
                rows(Grouping.TERRITORY, query, store),
                rows(Grouping.TEAM, query, store),
                rows(Grouping.REP, query, store));
    }

    private @Nullable List<BalanceRow> rows(Grouping grouping, BalanceQuery query, BalanceStore store) {
        return query.asks(grouping) ? query.rows(store, id, grouping) : null;
    }
}
