package landfall.sources;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads bodies of one source's shape, field by field. Immutable; made once, when the service starts. */
public final class SourceMap {

    private static final String TAGS = "tags";

    private final Map<String, FieldPlace> places;
    private final @Nullable JsonPointer each;
    private final @Nullable NamedProperty property;

    /**
     * Over checked settings.
     *
     * @param places by the names of Landfall's fields
     * @param each the list of events; null: a body is one
     * @param property what an event says of one property; null: events aren't of that kind
     */
    SourceMap(Map<String, FieldPlace> places, @Nullable JsonPointer each, @Nullable NamedProperty property) {
        this.places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
        this.each = each;
        this.property = property;
    }

    /**
     * An account as its body has it, under the names of Landfall's fields.
     *
     * @param fields the account's fields and the call's flags
     * @param warnings sentences about what could not be taken
     */
    public record Mapped(ObjectNode fields, List<String> warnings) {}

    /** The list of events in a body; empty where a body is one account. */
    public Optional<JsonPointer> each() {
        return Optional.ofNullable(each);
    }

    /** Whether an event tells one property of an account that is known already, and not an account. */
    public boolean tellsChanges() {
        return property != null;
    }

    /** Reads one account; a place where nothing stands gives no field. */
    public Mapped read(JsonNode body) {
        JsonNode whole = property == null ? body : property.expand(body);
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        List<String> warnings = new ArrayList<>(0);
        places.forEach((field, place) -> {
            JsonNode found = place.find(whole, field.equals(TAGS), warning -> warnings.add(field + ": " + warning));
            if (!found.isMissingNode()) {
                fields.set(field, found);
            }
        });
        return new Mapped(fields, warnings);
    }
}
