package landfall.intake;

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
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import org.jspecify.annotations.Nullable;

/** How many calls came in, and what became of them. */
@Path("/api/audit/totals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public final class TotalsResource {

    private static final int MOST_DAYS = 366;
    private static final int MOST_ROWS = 20_000;

    private final Totals totals;

    public TotalsResource(Totals totals) {
        this.totals = totals;
    }

    /** Calls that came to each end; {@code received} is their sum. */
    @Schema(name = "CallTotals")
    record Counts(
            long received,
            long assigned,
            long kept,
            long queued,
            long fallback,
            @Schema(description = "Answered 4xx by what they said") long refused,
            @Schema(description = "Got the answer again that their idempotency key had got before") long repeated) {

        static Counts of(Map<String, Long> counts) {
            return new Counts(
                    counts.values().stream().mapToLong(Long::longValue).sum(),
                    counts.getOrDefault("assigned", 0L),
                    counts.getOrDefault("kept", 0L),
                    counts.getOrDefault("queued", 0L),
                    counts.getOrDefault("fallback", 0L),
                    counts.getOrDefault(IntakeCounts.REFUSED, 0L),
                    counts.getOrDefault(IntakeCounts.REPEATED, 0L));
        }

        Counts plus(Counts other) {
            return new Counts(
                    received + other.received,
                    assigned + other.assigned,
                    kept + other.kept,
                    queued + other.queued,
                    fallback + other.fallback,
                    refused + other.refused,
                    repeated + other.repeated);
        }
    }

    /** Those of one day and source. */
    @Schema(name = "TotalsOfDay")
    record OfDay(LocalDate day, String source, Counts counts) {}

    /**
     * The answer.
     *
     * @param to the last day
     * @param zone by which days begin
     * @param total of all rows
     */
    @Schema(name = "Totals")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(LocalDate from, LocalDate to, String zone, Counts total, List<OfDay> days) {}

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Operation(
            operationId = "totals",
            summary = "How many calls for an assignment came in, and what became of them",
            description =
                    "By day and source, of all nodes. Trials, and calls answered 5xx, 401, 403 or 429, count as not received.")
    @ApiResponse(
            responseCode = "200",
            description = "The totals",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    public Answer totals(
            @Parameter(description = "First day", example = "2026-11-01") @QueryParam("from") @Nullable String from,
            @Parameter(description = "Last day, 366 days later at most", example = "2026-11-30")
                    @QueryParam("to")
                    @Nullable
                    String to) {
        List<ProblemIssue> faults = new ArrayList<>();
        LocalDate first = day(from, "from", faults);
        LocalDate last = day(to, "to", faults);
        if (first != null && last != null) {
            long days = ChronoUnit.DAYS.between(first, last) + 1;
            if (days < 1 || days > MOST_DAYS) {
                faults.add(fault("to", "This must be from 0 to " + (MOST_DAYS - 1) + " days after from."));
            }
        }
        if (first == null || last == null || !faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "A parameter can't be understood.", faults);
        }
        return answer(first, last);
    }

    private Answer answer(LocalDate first, LocalDate last) {
        List<OfDay> days = totals.list(first, last).stream()
                .map(row -> new OfDay(row.day(), row.source(), Counts.of(row.counts())))
                .toList();
        if (days.size() > MOST_ROWS) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    "These would be " + days.size() + " rows; at most " + MOST_ROWS + " are told.",
                    List.of(fault("to", "Ask for fewer days.")));
        }
        Counts total = days.stream().map(OfDay::counts).reduce(Counts.of(Map.of()), Counts::plus);
        return new Answer(first, last, totals.zone().getId(), total, days);
    }

    private static @Nullable LocalDate day(@Nullable String text, String name, List<ProblemIssue> faults) {
        try {
            if (text != null) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException noDay) {
            // said below
        }
        faults.add(fault(name, "This must be a day such as 2026-11-01."));
        return null;
    }

    private static ProblemIssue fault(String parameter, String message) {
        return ProblemIssue.at("query " + parameter, ErrorCode.INVALID_PARAMETER.code(), message);
    }
}
