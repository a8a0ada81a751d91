package landfall.quality;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import org.jspecify.annotations.Nullable;

/** How good the data is that comes in. */
@Path("/api/audit/quality")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public final class QualityResource {

    static final String CSV = "text/csv";

    private static final int MOST_DAYS = 366;
    private static final int MOST_TOP = 1_000;

    private final Quality quality;

    public QualityResource(Quality quality) {
        this.quality = quality;
    }

    /**
     * The answer.
     *
     * @param to the last day
     * @param zone by which days begin
     * @param notCounted decisions of the last seconds that are in none of this
     * @param total of all days
     */
    @Schema(name = "Quality")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            LocalDate from,
            LocalDate to,
            String zone,
            long notCounted,
            Figures total,
            List<DayRow> days,
            @Schema(description = "Not understood in that time, the most frequent first; counted since they came first")
                    List<ValueRow> unknown,
            @Schema(description = "Those that grew since from, the largest first; of all accounts")
                    List<DuplicateRow> duplicates) {}

    @GET
    @Needs({Role.EDIT, Role.AUDIT})
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(
            operationId = "quality",
            summary = "What of the data that came in was unknown, missing, or there twice",
            description =
                    "By day and source, with the values and the duplicates that are most frequent. With Accept: text/csv a "
                            + "table, of the days or of what \"table\" names.")
    @ApiResponse(
            responseCode = "200",
            description = "The report",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Answer.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    @landfall.http.Fails(ErrorCode.INVALID_PARAMETER)
    public Response quality(
            @Parameter(description = "First day", example = "2026-11-01") @QueryParam("from") @Nullable String from,
            @Parameter(description = "Last day, 366 days later at most", example = "2026-11-30")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(description = "Values and duplicates that are told, 1,000 at most")
                    @QueryParam("top")
                    @DefaultValue("50")
                    int top,
            @Parameter(description = "Of a table: days, unknown or duplicates")
                    @QueryParam("table")
                    @DefaultValue("days")
                    String table,
            @Context HttpHeaders headers)
            throws IOException {
        List<ProblemIssue> faults = new ArrayList<>();
        LocalDate first = day(from, "from", faults);
        LocalDate last = day(to, "to", faults);
        if (first != null && last != null) {
            long days = ChronoUnit.DAYS.between(first, last) + 1;
            if (days < 1 || days > MOST_DAYS) {
                faults.add(fault("to", "This must be from 0 to " + (MOST_DAYS - 1) + " days after from."));
            }
        }
        if (top < 1 || top > MOST_TOP) {
            faults.add(fault("top", "This must be between 1 and " + MOST_TOP + "."));
        }
        if (!QualityTable.NAMES.contains(table)) {
            faults.add(fault("table", "This must be one of " + String.join(", ", QualityTable.NAMES) + "."));
        }
        if (first == null || last == null || !faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "A parameter can't be understood.", faults);
        }
        Quality.Report report = quality.report(first, last, top);
        if (Quality.isTooLong(report)) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    "These would be more than " + Quality.mostRows() + " rows.",
                    List.of(fault("to", "Ask for fewer days.")));
        }
        boolean asTable = headers.getAcceptableMediaTypes().stream()
                .findFirst()
                .map(type -> (type.getType() + "/" + type.getSubtype()).equals(CSV))
                .orElse(false);
        return asTable
                ? Response.ok(QualityTable.csv(table, report), CSV + ";charset=utf-8")
                        .build()
                : Response.ok(answer(first, last, report), MediaType.APPLICATION_JSON_TYPE)
                        .build();
    }

    private Answer answer(LocalDate first, LocalDate last, Quality.Report report) {
        Figures total = report.days().stream().map(DayRow::figures).reduce(Figures.NONE, Figures::plus);
        return new Answer(
                first,
                last,
                quality.zone().getId(),
                report.left(),
                total,
                report.days(),
                report.values(),
                report.duplicates());
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
