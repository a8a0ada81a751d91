package landfall.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import landfall.http.Needs;
import landfall.http.Role;
import landfall.ledger.Ledger;
import landfall.rotation.RotationState;
import landfall.rotation.RotationState.Count;
import org.jspecify.annotations.Nullable;

/** Where each rotation stands: what everybody is owed, and whose turn would be next. */
@Path("/api/rotations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rotations")
public final class RotationsResource {

    private static final int DIGITS = 4;

    private final Ledger ledger;

    public RotationsResource(Ledger ledger) {
        this.ledger = ledger;
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Operation(
            operationId = "listRotations",
            summary = "Where each rotation stands",
            description = "Credit is the share owed less the turns received, exact and in turns.")
    @ApiResponse(
            responseCode = "200",
            description = "The pools that ever took a turn, by name",
            content = @Content(schema = @Schema(implementation = Rotations.class)))
    public Rotations list() {
        return new Rotations(
                ledger.rotations().stream().map(RotationsResource::rotation).toList());
    }

    private static Rotation rotation(RotationState state) {
        List<Member> members = state.credits().stream()
                .map(credit -> new Member(
                        credit.rep(),
                        credit.weight(),
                        fraction(credit.credit(), state.denominator()),
                        new BigDecimal(credit.credit())
                                .divide(new BigDecimal(state.denominator()), DIGITS, java.math.RoundingMode.HALF_EVEN)))
                .toList();
        return new Rotation(state.pool(), state.epoch(), state.turn(), state.next(), members, state.counts());
    }

    private static String fraction(BigInteger numerator, BigInteger denominator) {
        BigInteger divisor = numerator.gcd(denominator).max(BigInteger.ONE);
        BigInteger below = denominator.divide(divisor);
        return below.equals(BigInteger.ONE)
                ? numerator.divide(divisor).toString()
                : numerator.divide(divisor) + "/" + below;
    }

    /** All of them. */
    record Rotations(List<Rotation> rotations) {}

    /**
     * One pool.
     *
     * @param next whose turn it is, if everybody is free and turns go in shares
     * @param capped turns of the current hour, day, week or month, where a rule caps them
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Rotation(
            String pool, long epoch, long turn, @Nullable String next, List<Member> members, List<Count> capped) {}

    /**
     * A member of the epoch.
     *
     * @param owed exact, as a fraction of a turn; below zero: he had more than his share
     */
    record Member(String rep, int weight, String owed, BigDecimal credit) {}
}
