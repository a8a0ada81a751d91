package landfall.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import landfall.http.Caller;
import landfall.http.Role;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key; never the key itself.
 *
 * @param id the part of it that is no secret
 * @param name of its holder; what is recorded as who did it
 * @param teams whose reps it manages; empty: all
 * @param perSecond calls it may make; null: as config.yml says
 * @param createdBy name of the key that made it
 * @param expiresAt from when on it is refused; null: never
 * @param usedAt when it was used last, to some minutes; null: never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ApiKey")
public record ApiKey(
        String id,
        String name,
        @Schema(allowableValues = {"person", "system"}) String kind,
        List<Role> roles,
        List<String> teams,
        @Nullable Integer perSecond,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy,
        @Nullable Instant usedAt) {

    static final String PERSON = "person";
    static final String SYSTEM = "system";

    public ApiKey {
        roles = List.copyOf(new TreeSet<>(roles));
        teams = List.copyOf(teams);
    }

    /** Whether it opens anything at that moment. */
    @JsonIgnore
    public boolean isValid(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    @JsonIgnore
    Caller caller() {
        return new Caller(
                name,
                kind.equals(PERSON) ? Caller.Kind.PERSON : Caller.Kind.SYSTEM,
                Set.copyOf(roles),
                Set.copyOf(teams));
    }
}
