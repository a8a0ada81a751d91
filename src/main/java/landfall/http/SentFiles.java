package landfall.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files as JSON. */
@Schema(name = "SentFiles")
public record SentFiles(@Nullable List<@Nullable SentFile> files) {

    /** One of them: it has either a text or bytes. */
    @Schema(name = "SentFile")
    public record SentFile(
            @Schema(description = "In the folder, with /", example = "lists/named.csv") @Nullable String path,
            @Schema(description = "What stands in it; written as UTF-8") @Nullable String text,
            @Schema(description = "Its bytes instead, such as those of a spreadsheet") byte @Nullable [] base64) {}
}
