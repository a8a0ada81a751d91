package landfall.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.sources.FormBody;
import landfall.sources.Source;
import landfall.sources.SourceMap;
import org.jspecify.annotations.Nullable;

/** Reads bodies: JSON or forms, by the names of their fields or by a source's map. Safe for many threads. */
final class BodyReader {

    private static final String SOURCE = "source";

    /** They say which account and which event it is, and nothing of it. */
    private static final Set<String> WHICH = Set.of(SOURCE, "externalId", "idempotencyKey");

    private final ObjectMapper mapper;

    BodyReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * A body that was read.
     *
     * @param whole as it came
     * @param account the fields of the account, and the call's flags, by their names
     * @param warnings about what could not be taken from where it stands
     * @param said what makes two bodies with one key the same: all bytes, or where a map reads them what it reads
     */
    record Read(ObjectNode whole, ObjectNode account, List<String> warnings, byte[] said) {}

    Read read(SentBody body) throws IOException {
        ObjectNode whole = body.form() == null ? object(body.bytes()) : FormBody.read(body.bytes(), body.charset());
        Source source = body.source();
        SourceMap map = source == null ? null : source.map();
        if (source == null) {
            return new Read(whole, data(whole), List.of(), body.bytes());
        }
        if (map == null) {
            return new Read(whole, from(source, data(whole)), List.of(), body.bytes());
        }
        SourceMap.Mapped mapped = map.read(whole);
        if (map.tellsChanges() && !saysAnything(mapped.fields())) {
            throw Refusals.nothingTold();
        }
        ObjectNode account = from(source, mapped.fields());
        return new Read(whole, account, mapped.warnings(), mapper.writeValueAsBytes(account));
    }

    private static boolean saysAnything(ObjectNode account) {
        return account.properties().stream().anyMatch(field -> !WHICH.contains(field.getKey()));
    }

    /** An account that names no source is from the one that the call names. */
    private static ObjectNode from(Source source, ObjectNode account) {
        if (account.path(SOURCE).asText("").isBlank()) {
            account.put(SOURCE, source.name());
        }
        return account;
    }

    private ObjectNode object(byte[] body) throws IOException {
        JsonNode node = tree(body);
        if (node instanceof ObjectNode object) {
            return object;
        }
        if (node == null || node.isMissingNode()) {
            throw new ApiException(ErrorCode.EMPTY_BODY, "The body is empty.");
        }
        throw Refusals.invalid(List.of(Refusals.fault("/", "The body must be one JSON object: an account.")));
    }

    private JsonNode tree(byte[] body) throws IOException {
        try {
            return mapper.readTree(body);
        } catch (CharConversionException encoding) {
            throw new ApiException(ErrorCode.MALFORMED_JSON, "The body is not UTF-8 text.", encoding);
        }
    }

    /** The account itself, or the data of a CloudEvent in structured form. */
    private static ObjectNode data(ObjectNode whole) {
        return isCloudEvent(whole) && whole.get("data") instanceof ObjectNode data ? data : whole;
    }

    static boolean isCloudEvent(ObjectNode whole) {
        return whole.path("specversion").isTextual()
                && whole.path("id").isTextual()
                && whole.path(SOURCE).isTextual();
    }

    /** As JSON has it: a text, number, boolean, list or map, or null. */
    static @Nullable Object plain(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>(node.size());
            node.forEach(each -> list.add(plain(each)));
            return list;
        }
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
            return map;
        }
        return null;
    }
}
