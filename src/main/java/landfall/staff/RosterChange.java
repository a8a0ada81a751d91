package landfall.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import landfall.http.ProblemIssue;
import landfall.ruleset.RosterDifference;

/** What became of a change of the roster. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RosterChange(
        @Schema(description = "The roster that was asked for") String version,
        @Schema(description = "The roster that was active") String before,
        @Schema(description = "Whether it is active from now on; false for a check, and where nothing changes")
                boolean published,
        @Schema(
                        description =
                                "Whether it is a version from now on, and decides only when somebody has approved and activated it")
                boolean waiting,
        List<RosterDifference> changes,
        @Schema(description = "What was not so with the roster before, cases that fail now among it")
                List<ProblemIssue> warnings) {}
