package landfall.realign;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import landfall.assignment.PlannedMove;
import landfall.assignment.Stand;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.impact.KeptAccount;
import landfall.run.MoveLists;
import landfall.run.Run;
import landfall.run.RunStore;
import landfall.run.SkippedMove;
import org.jspecify.annotations.Nullable;

/** Lists of a realignment, page by page, as callers see them. */
final class ListPages {

    private static final int MOST = MoveLists.PART;

    private ListPages() {}

    /** One move. */
    @Schema(name = "RealignmentMove")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MoveView(
            String source,
            String externalId,
            @Nullable String name,
            Stand from,
            Stand to,
            String because,
            @Schema(description = "In the base currency") @Nullable BigDecimal annualRevenue,
            @Schema(description = "In the base currency") @Nullable BigDecimal dealSize,
            @Schema(description = "That comes to one owner; its number in the report of such companies") @Nullable
                    Long company) {

        static MoveView of(PlannedMove move) {
            return new MoveView(
                    move.source(),
                    move.externalId(),
                    move.name(),
                    move.from(),
                    move.to(),
                    move.because(),
                    move.annualRevenue(),
                    move.dealSize(),
                    move.company() == null ? null : move.company().number());
        }
    }

    /** Some moves; {@code next} is absent behind the last. */
    @Schema(name = "RealignmentMoves")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Moves(List<MoveView> moves, @Schema(description = "Ask with it as \"after\"") @Nullable Long next) {}

    /** An account that stays. */
    @Schema(name = "HeldAccount")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HeldView(
            String source,
            String externalId,
            @Nullable String name,
            String repId,
            @Nullable String territory,
            Instant until) {

        static HeldView of(KeptAccount kept) {
            return new HeldView(
                    kept.source(),
                    kept.externalId(),
                    kept.name(),
                    kept.at().repId(),
                    kept.at().territory(),
                    kept.until());
        }
    }

    /** Some of them; {@code next} is absent behind the last. */
    @Schema(name = "HeldAccounts")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Held(List<HeldView> held, @Schema(description = "Ask with it as \"after\"") @Nullable Long next) {}

    /** Some accounts that stayed; {@code next} is absent behind the last. */
    @Schema(name = "SkippedMoves")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Skipped(List<SkippedMove> skipped, @Schema(description = "Ask with it as \"after\"") @Nullable Long next) {}

    static Skipped skipped(RunStore runs, Optional<Run> run, long after, int limit) {
        List<SkippedMove> page = new ArrayList<>();
        long next = after;
        if (run.isPresent()) {
            int parts = runs.progress(run.get().id()).parts();
            for (int part = (int) Math.min(parts, after / MOST); part < parts && page.size() < limit; part++) {
                for (SkippedMove skip : runs.skipped(run.get().id(), part)) {
                    if (skip.number() >= after && page.size() < limit) {
                        page.add(skip);
                        next = skip.number() + 1;
                    }
                }
            }
        }
        return new Skipped(page, page.size() < limit ? null : next);
    }

    static <T> List<T> page(long after, int limit, IntFunction<List<T>> parts) {
        List<T> part = parts.apply((int) (after / MOST));
        int from = (int) Math.min(after % MOST, part.size());
        return part.subList(from, Math.min(part.size(), from + limit));
    }

    static @Nullable Long next(long after, int size, long all) {
        return size > 0 && after + size < all ? after + size : null;
    }

    static void check(long after, int limit) {
        List<ProblemIssue> faults = new ArrayList<>();
        if (after < 0 || after / MOST >= Integer.MAX_VALUE) {
            faults.add(parameter("query after", "This must be \"next\" of a page before, or 0."));
        }
        if (limit < 1 || limit > MOST) {
            faults.add(parameter("query limit", "This must be between 1 and " + MOST + "."));
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "The call can't be read as it was meant.", faults);
        }
    }

    private static ProblemIssue parameter(String place, String message) {
        return ProblemIssue.at(place, ErrorCode.INVALID_PARAMETER.code(), message);
    }
}
