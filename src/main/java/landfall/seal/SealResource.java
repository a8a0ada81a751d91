package landfall.seal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.ledger.Ledger;
import landfall.ledger.StoredDecision;
import org.jspecify.annotations.Nullable;

/** The key, signed heads of the tree of all records, and proofs that a record is in it and that it only grew. */
@Path("/api/audit")
@Produces({MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON})
@Tag(name = "audit")
public final class SealResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final String TEXT = "text/plain;charset=utf-8";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");

    private final Ledger ledger;
    private final SealedLog log;

    public SealResource(Ledger ledger, SealedLog log) {
        this.ledger = ledger;
        this.log = log;
    }

    @GET
    @Needs(Role.AUDIT)
    @Path("/key")
    @Operation(
            operationId = "checkpointKey",
            summary = "The public key that checkpoints are signed with",
            description = "One line, a C2SP verifier key. Keep it apart from the service: it is what proofs rest on.")
    @ApiResponse(
            responseCode = "200",
            description = "Name, identity and key",
            content = @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = "string")))
    public Response key() {
        return Response.ok(log.key().line() + "\n", TEXT).build();
    }

    @GET
    @Needs(Role.AUDIT)
    @Path("/checkpoint")
    @Operation(
            operationId = "checkpoint",
            summary = "The newest checkpoint",
            description =
                    "The signed head of the tree of all records, as C2SP's tlog-checkpoint and signed-note have it.")
    @ApiResponse(
            responseCode = "200",
            description = "Name, size and root, and the signature",
            content = @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = "string")))
    @Fails(ErrorCode.NOT_SEALED)
    public Response checkpoint() {
        return Response.ok(newest().note(), TEXT).build();
    }

    @GET
    @Needs(Role.AUDIT)
    @Path("/proof/{assignmentId}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proveAssignment",
            summary = "Proof that the record of an assignment is sealed as it is",
            description = "An inclusion proof by RFC 6962, up to the root of the checkpoint that stands with it.")
    @ApiResponse(
            responseCode = "200",
            description = "The proof",
            content = @Content(schema = @Schema(implementation = InclusionProof.class)))
    @Fails({ErrorCode.NOT_SEALED, ErrorCode.SEAL_BROKEN})
    public InclusionProof proof(@PathParam("assignmentId") String assignmentId) {
        StoredDecision decision = ledger.find(assignmentId)
                .orElseThrow(
                        () -> new ApiException(ErrorCode.NOT_FOUND, "There is no assignment " + assignmentId + "."));
        SealedLog.Inclusion inclusion = log.inclusion(decision)
                .orElseThrow(() -> ApiException.notSealed(
                        "The assignment " + decision.id() + " is on disk, and not sealed yet.", SOON));
        if (!inclusion.holds()) {
            throw new ApiException(
                    ErrorCode.SEAL_BROKEN,
                    "The record of assignment " + decision.id() + " is not the one that was sealed as leaf "
                            + inclusion.leaf() + ".");
        }
        return new InclusionProof(
                decision.id(),
                new String(decision.decision(), StandardCharsets.UTF_8),
                inclusion.leaf(),
                base64(inclusion.hash()),
                inclusion.path().stream().map(SealResource::base64).toList(),
                inclusion.head().note());
    }

    @GET
    @Needs(Role.AUDIT)
    @Path("/export")
    @Produces({NDJSON, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "exportSealedRecords",
            summary = "All sealed records with their exact bytes",
            description =
                    "In the order of the tree, with checkpoints. The command `verify` proves it, with the key alone.")
    @ApiResponse(
            responseCode = "200",
            description = "NDJSON: a line that says what follows, a line for each record, and checkpoints",
            content = @Content(mediaType = NDJSON, schema = @Schema(type = "string")))
    @Fails(ErrorCode.NOT_SEALED)
    public Response export() {
        SealedHead head = newest();
        StreamingOutput out = stream -> log.export(head, ledger, stream);
        return Response.ok(out, NDJSON).build();
    }

    @GET
    @Needs(Role.AUDIT)
    @Path("/consistency")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proveConsistency",
            summary = "Proof that the tree of one checkpoint is the beginning of another's",
            description = "A consistency proof by RFC 6962, with the roots that it leads to.")
    @ApiResponse(
            responseCode = "200",
            description = "The proof",
            content = @Content(schema = @Schema(implementation = ConsistencyProof.class)))
    @Fails(ErrorCode.NOT_SEALED)
    public ConsistencyProof consistency(
            @Parameter(description = "Size of the smaller tree, at least 1", example = "1")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "Size of the larger tree; that of the newest checkpoint where it is left out")
                    @QueryParam("to")
                    @Nullable
                    String to) {
        long newest = newest().size();
        List<ProblemIssue> faults = new ArrayList<>();
        long last = to == null ? newest : size("to", to, newest, faults);
        long first = size("from", from, newest, faults);
        if (faults.isEmpty() && first > last) {
            faults.add(fault("to", "This must be at least from."));
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "A parameter can't be understood.", faults);
        }
        SealedLog.Consistency proof = log.consistency(first, last);
        return new ConsistencyProof(
                first,
                base64(proof.fromRoot()),
                last,
                base64(proof.toRoot()),
                proof.path().stream().map(SealResource::base64).toList());
    }

    private SealedHead newest() {
        return log.head().orElseThrow(() -> ApiException.notSealed("The first checkpoint is not signed yet.", SOON));
    }

    private static long size(String name, @Nullable String text, long newest, List<ProblemIssue> faults) {
        if (text != null && SIZE.matcher(text).matches()) {
            long size = Long.parseLong(text);
            if (size >= 1 && size <= newest) {
                return size;
            }
        }
        faults.add(fault(name, "This must be a number from 1 to " + newest + ", the size of the newest checkpoint."));
        return 0;
    }

    private static ProblemIssue fault(String parameter, String message) {
        return ProblemIssue.at("query " + parameter, ErrorCode.INVALID_PARAMETER.code(), message);
    }

    private static String base64(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }

    /** That a record is in the tree; hashes in base64. */
    record InclusionProof(
            String assignmentId,
            @Schema(description = "The record's exact bytes, which the leaf's hash is made of") String record,
            @Schema(description = "Its place in the tree, from 0") long leaf,
            @Schema(description = "SHA-256 of a zero byte and the record") String hash,
            @Schema(description = "Hashes that lead to the checkpoint's root, the lowest first") List<String> path,
            @Schema(description = "The signed checkpoint") String checkpoint) {}

    /** That one tree is the beginning of another; hashes in base64. */
    record ConsistencyProof(long from, String fromRoot, long to, String toRoot, List<String> path) {}
}
