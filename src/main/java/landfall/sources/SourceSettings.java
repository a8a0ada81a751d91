package landfall.sources;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What config.yml says of one source, as it stands there; a plain list is its fields.
 *
 * @param fields beyond those of an account that rules may use
 * @param preset whose bodies these are; null: nobody's that we know
 * @param each JSON pointer to the list of events in a body; null: a body is one account
 * @param map for fields the places where they stand in the body
 */
public record SourceSettings(
        List<String> fields, @Nullable String preset, @Nullable String each, Map<String, JsonNode> map) {

    public SourceSettings {
        fields = List.copyOf(fields);
        map = Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    static SourceSettings of(
            @JsonProperty("fields") @Nullable List<String> fields,
            @JsonProperty("preset") @Nullable String preset,
            @JsonProperty("each") @Nullable String each,
            @JsonProperty("map") @Nullable Map<String, JsonNode> map) {
        return new SourceSettings(
                Objects.requireNonNullElse(fields, List.of()), preset, each, Objects.requireNonNullElse(map, Map.of()));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SourceSettings of(List<String> fields) {
        return new SourceSettings(fields, null, null, Map.of());
    }

    /** Whether its bodies are of a shape of their own. */
    boolean isMapped() {
        return preset != null || each != null || !map.isEmpty();
    }
}
