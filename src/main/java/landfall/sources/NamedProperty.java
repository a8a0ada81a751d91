package landfall.sources;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event that names a property and its new value.
 *
 * @param name where its name stands
 * @param value where its value stands
 */
record NamedProperty(JsonPointer name, JsonPointer value) {

    /** Under it the property stands in the expanded event. */
    static final String AT = "properties";

    /** The event with the property where other bodies have theirs. */
    JsonNode expand(JsonNode event) {
        String property = event.at(name).asText("");
        if (property.isEmpty() || !(event instanceof ObjectNode object)) {
            return event;
        }
        ObjectNode expanded = object.deepCopy();
        expanded.putObject(AT).set(property, event.at(value));
        return expanded;
    }
}
