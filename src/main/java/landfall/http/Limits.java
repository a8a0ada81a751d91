package landfall.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import io.dropwizard.validation.MinDataSize;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How much one request may ask for.
 *
 * @param body of a request, after decompression
 * @param depth of nested objects and lists in JSON
 * @param textLength characters of one text in JSON
 * @param batch lines of one batch
 */
public record Limits(
        @MinDataSize(1024) DataSize body, @Min(2) @Max(1000) int depth, @Min(100) int textLength, @Min(1) int batch) {

    public static final Limits DEFAULTS = new Limits(DataSize.kibibytes(256), 32, 65_536, 10_000_000);

    /** What is absent takes its default. */
    @JsonCreator
    public static Limits of(
            @JsonProperty("body") @Nullable DataSize body,
            @JsonProperty("depth") @Nullable Integer depth,
            @JsonProperty("textLength") @Nullable Integer textLength,
            @JsonProperty("batch") @Nullable Integer batch) {
        return new Limits(
                body == null ? DEFAULTS.body : body,
                depth == null ? DEFAULTS.depth : depth,
                textLength == null ? DEFAULTS.textLength : textLength,
                batch == null ? DEFAULTS.batch : batch);
    }
}
