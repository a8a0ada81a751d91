package landfall.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.language.Years;
import landfall.ledger.Ledger;
import landfall.rotation.FairnessCheck.PoolReport;
import org.jspecify.annotations.Nullable;

/** Takes every turn of the stored history again, and says whether each went to whom it had to. */
@Path("/api/audit/fairness")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public final class FairnessResource {

    private final Ledger ledger;

    public FairnessResource(Ledger ledger) {
        this.ledger = ledger;
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Operation(
            operationId = "checkFairness",
            summary = "Whether every turn went to whom it had to",
            description =
                    "Takes all turns again from the stored decisions, which takes a while for a long history, and "
                            + "reports on those decided in the time that was asked for.")
    @ApiResponse(
            responseCode = "200",
            description = "The pools that took turns in that time, by name",
            content = @Content(schema = @Schema(implementation = FairnessAnswer.class)))
    @Fails({ErrorCode.NOT_FOUND, ErrorCode.NOT_READY})
    public FairnessAnswer check(
            @Parameter(description = "Name of one pool; without it, all of them") @QueryParam("pool") @Nullable
                    String pool,
            @Parameter(description = "First instant that counts", example = "2026-10-01T00:00:00Z")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "First instant that no longer counts", example = "2027-01-01T00:00:00Z")
                    @QueryParam("to")
                    @Nullable
                    String to) {
        List<ProblemIssue> faults = new ArrayList<>();
        Instant begin = instant(from, "query from", faults);
        Instant end = instant(to, "query to", faults);
        if (pool != null && pool.isBlank()) {
            faults.add(fault("query pool", "This must be the name of a pool, or be left out."));
        }
        if (begin != null && end != null && !begin.isBefore(end)) {
            faults.add(fault("query to", "This must be after from."));
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_VALUE, "The call can't be read as it was meant.", faults);
        }
        if (pool != null && ledger.rotation(pool).turn() == 0) {
            throw new ApiException(ErrorCode.NOT_FOUND, "No pool " + pool + " ever took a turn.");
        }
        List<PoolFairness> pools = Fairness.check(ledger, pool, begin, end).stream()
                .map(FairnessResource::pool)
                .toList();
        return new FairnessAnswer(pools.stream().allMatch(each -> each.faults().isEmpty()), begin, end, pools);
    }

    private static @Nullable Instant instant(@Nullable String text, String place, List<ProblemIssue> faults) {
        if (text == null) {
            return null;
        }
        try {
            return Years.checked(OffsetDateTime.parse(text.strip())).toInstant();
        } catch (DateTimeException e) {
            faults.add(fault(place, "This must be an instant such as 2026-03-03T18:00:00Z."));
            return null;
        }
    }

    private static ProblemIssue fault(String place, String message) {
        return ProblemIssue.at(place, ErrorCode.INVALID_VALUE.code(), message);
    }

    private static PoolFairness pool(PoolReport report) {
        return new PoolFairness(
                report.pool(),
                report.turns(),
                report.epochs(),
                report.shares().stream()
                        .map(share -> new MemberFairness(share.rep(), share.weight(), share.owed(), share.received()))
                        .toList(),
                report.largest(),
                report.bound(),
                report.faults());
    }

    /**
     * What was found.
     *
     * @param fair whether no pool has a fault
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FairnessAnswer(boolean fair, @Nullable Instant from, @Nullable Instant to, List<PoolFairness> pools) {}

    /**
     * One pool, in the time that was asked for.
     *
     * @param epochs times that its members or their weights were others
     * @param largest most that anybody was owed, or had too much, after any of the turns, in turns
     * @param bound what that may be: less than 1 while the same members were free at every turn, else at most
     *     max(1, (members − 1) / 2)
     * @param faults in words; empty where every turn went to whom it had to
     */
    record PoolFairness(
            String pool,
            long turns,
            long epochs,
            List<MemberFairness> members,
            BigDecimal largest,
            BigDecimal bound,
            List<String> faults) {}

    /**
     * A member.
     *
     * @param owed his share of the turns that go by shares, of those for which he was free
     * @param received all turns that he got
     */
    record MemberFairness(String rep, int weight, BigDecimal owed, long received) {}
}
