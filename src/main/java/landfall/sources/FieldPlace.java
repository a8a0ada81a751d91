package landfall.sources;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** Where a field of an account stands in a body. */
sealed interface FieldPlace {

    /**
     * What stands there.
     *
     * @param nested whether a list will do
     * @param warnings told of what is no single value, without the field's name
     * @return missing where there is nothing
     */
    JsonNode find(JsonNode body, boolean nested, Consumer<String> warnings);

    /**
     * What stands at one place.
     *
     * @param objectToo whether an object is expected there, whose value another place reads
     */
    record At(JsonPointer pointer, boolean objectToo) implements FieldPlace {

        At(JsonPointer pointer) {
            this(pointer, false);
        }

        @Override
        public JsonNode find(JsonNode body, boolean nested, Consumer<String> warnings) {
            JsonNode found = value(body, pointer, nested, objectToo ? object -> {} : warnings);
            return isAbsent(found) ? MissingNode.getInstance() : found;
        }
    }

    /** The first of several places that has anything; only where none has, it is told what was no single value. */
    record AnyOf(List<FieldPlace> places) implements FieldPlace {

        public AnyOf {
            places = List.copyOf(places);
        }

        @Override
        public JsonNode find(JsonNode body, boolean nested, Consumer<String> warnings) {
            List<String> nestedValues = new ArrayList<>(0);
            for (FieldPlace place : places) {
                JsonNode found = place.find(body, nested, nestedValues::add);
                if (!found.isMissingNode()) {
                    return found;
                }
            }
            nestedValues.forEach(warnings);
            return MissingNode.getInstance();
        }
    }

    /** The same for every body. */
    record Constant(JsonNode value) implements FieldPlace {

        @Override
        public JsonNode find(JsonNode body, boolean nested, Consumer<String> warnings) {
            return value;
        }
    }

    /** What stands at several places, as one text; those where nothing stands are left out. */
    record Join(List<JsonPointer> pointers, String separator) implements FieldPlace {

        public Join {
            pointers = List.copyOf(pointers);
        }

        @Override
        public JsonNode find(JsonNode body, boolean nested, Consumer<String> warnings) {
            StringJoiner joined = new StringJoiner(separator).setEmptyValue("");
            for (JsonPointer pointer : pointers) {
                JsonNode found = value(body, pointer, false, warnings);
                if (!isAbsent(found)) {
                    joined.add(found.asText().strip());
                }
            }
            String text = joined.toString();
            return text.isEmpty() ? MissingNode.getInstance() : TextNode.valueOf(text);
        }
    }

    private static JsonNode value(JsonNode body, JsonPointer pointer, boolean nested, Consumer<String> warnings) {
        JsonNode found = body.at(pointer);
        if (found.isObject()) {
            warnings.accept(pointer + " is an object, not a single value"
                    + (found.path("value").isValueNode() ? "; its value stands at " + pointer + "/value" : ""));
            return MissingNode.getInstance();
        }
        if (found.isArray() && !nested) {
            warnings.accept(pointer + " is a list, not a single value; its first is at " + pointer + "/0");
            return MissingNode.getInstance();
        }
        return found;
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isTextual() && node.textValue().isBlank());
    }
}
