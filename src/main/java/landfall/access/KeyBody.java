package landfall.access;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key as it is asked for. */
@Schema(name = "NewApiKey")
public record KeyBody(
        @Schema(description = "Of the person or the system", example = "marketo") @Nullable String name,
        @Schema(
                        description = "system where it is left out",
                        allowableValues = {"person", "system"})
                @Nullable
                String kind,
        @Schema(example = "[\"route\"]") @Nullable List<@Nullable String> roles,
        @Schema(description = "Whose reps it manages; left out: those of all teams") @Nullable
                List<@Nullable String> teams,
        @Schema(description = "Calls a second that it may make; left out: as config.yml says") @Nullable
                Integer perSecond,
        @Schema(
                        description = "The last day on which it is valid, or the moment from which on it is not",
                        example = "2027-12-31")
                @Nullable
                String expires) {}
