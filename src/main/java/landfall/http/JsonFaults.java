package landfall.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a JSON body, with its line and column, and no word of the classes that read it. */
final class JsonFaults {

    private JsonFaults() {}

    static ApiException classify(JsonProcessingException thrown) {
        if (thrown instanceof InvalidDefinitionException) {
            return Problems.defect(thrown);
        }
        if (Problems.find(thrown, StreamConstraintsException.class).isPresent()) {
            return fault(ErrorCode.JSON_LIMIT, thrown, limit(thrown.getOriginalMessage()));
        }
        if (thrown instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds() == null
                    ? ""
                    : unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
            return new ApiException(
                    ErrorCode.UNKNOWN_PROPERTY,
                    "The body has a property that this call doesn't know.",
                    List.of(new ProblemIssue(
                            ErrorCode.UNKNOWN_PROPERTY.code(),
                            pointer(unknown),
                            "\"" + unknown.getPropertyName() + "\" is not known here.",
                            known.isEmpty() ? null : "Known are: " + known + ".")));
        }
        if (thrown instanceof InputCoercionException) {
            return fault(ErrorCode.INVALID_VALUE, thrown, "This number is out of range.");
        }
        if (thrown instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch);
        }
        if (thrown instanceof JsonMappingException mapping
                && mapping.getCause() instanceof JsonProcessingException cause) {
            return classify(cause);
        }
        if (thrown instanceof JsonMappingException mapping) {
            return new ApiException(
                    ErrorCode.INVALID_VALUE,
                    "A value isn't allowed.",
                    List.of(ProblemIssue.at(
                            pointer(mapping), ErrorCode.INVALID_VALUE.code(), "This value isn't allowed.")));
        }
        String message = withoutSource(String.valueOf(thrown.getOriginalMessage()));
        return message.startsWith("Duplicate ")
                ? fault(ErrorCode.DUPLICATE_KEY, thrown, message + ".")
                : fault(ErrorCode.MALFORMED_JSON, thrown, message + ".");
    }

    private static ApiException mismatch(MismatchedInputException mismatch) {
        if (mismatch.getPath().isEmpty()
                && String.valueOf(mismatch.getOriginalMessage()).startsWith("Trailing token")) {
            return fault(ErrorCode.MALFORMED_JSON, mismatch, "Something follows the end of the JSON value.");
        }
        String wanted = wanted(mismatch.getTargetType());
        String where = mismatch.getPath().isEmpty() ? "The body" : "This value";
        return new ApiException(
                ErrorCode.INVALID_VALUE,
                "A value has the wrong type.",
                List.of(ProblemIssue.at(
                        pointer(mismatch), ErrorCode.INVALID_VALUE.code(), where + " must be " + wanted + ".")));
    }

    private static ApiException fault(ErrorCode code, JsonProcessingException thrown, String message) {
        String place = place(thrown.getLocation());
        return new ApiException(
                code,
                code.title() + (place == null ? "." : " (" + place + ")."),
                List.of(new ProblemIssue(code.code(), place, message, null)));
    }

    /** Jackson's remark on where the object began says nothing that a caller can use. */
    private static String withoutSource(String message) {
        int remark = message.indexOf(" (start marker at");
        return remark < 0 ? message : message.substring(0, remark);
    }

    private static @Nullable String place(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? null
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String limit(String message) {
        if (message.contains("nesting depth")) {
            return "Objects and lists are nested too deep.";
        }
        if (message.contains("Number")) {
            return "A number has too many digits.";
        }
        return message.contains("Name") ? "A property's name is too long." : "A text is too long.";
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return java.util.Arrays.stream(type.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        if (java.time.temporal.Temporal.class.isAssignableFrom(type)) {
            return "an instant such as 2026-11-24T04:10:22Z";
        }
        return Iterable.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }

    private static String pointer(JsonMappingException thrown) {
        return thrown.getPath().stream()
                .map(step -> step.getFieldName() == null
                        ? "/" + step.getIndex()
                        : "/" + step.getFieldName().replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
