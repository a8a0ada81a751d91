package landfall.publishing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.ruleset.IssueHelp;
import landfall.ruleset.IssuePages;

/** The help pages of the issues that rule files can have. */
@Path("/api/help")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rule sets")
public final class HelpResource {

    @GET
    @Needs({})
    @Operation(
            operationId = "listIssueHelp",
            summary = "Every issue code of rule files: what it means, an example, how to mend it")
    public List<IssueHelp> list() {
        return IssuePages.list();
    }

    @GET
    @Needs({})
    @Path("/{code}")
    @Operation(
            operationId = "explainIssue",
            summary = "One issue code of rule files: what it means, an example, how to mend it")
    @Fails(ErrorCode.NOT_FOUND)
    public IssueHelp find(
            @PathParam("code") @Parameter(description = "As issues carry it, such as `unknown-field`.") String code) {
        return IssuePages.find(code)
                .orElseThrow(() -> new ApiException(
                        ErrorCode.NOT_FOUND, "There is no issue code of that name; " + IssuePages.hint(code)));
    }
}
