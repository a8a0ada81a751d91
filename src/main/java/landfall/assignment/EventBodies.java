package landfall.assignment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import landfall.http.ApiException;
import landfall.http.ErrorCode;

/** Takes the events out of a body, each with the bytes that it came with. */
final class EventBodies {

    /** Events of one body. */
    static final int MOST = 1_000;

    private final ObjectMapper mapper;

    EventBodies(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The events, in order; a single object where the list should be is one.
     *
     * @throws ApiException where there is no such list, or it is too long
     */
    List<byte[]> split(byte[] body, JsonPointer list) throws IOException {
        JsonNode whole = mapper.readTree(body);
        JsonNode found = whole.at(list);
        if (!found.isContainerNode()) {
            throw Refusals.invalid(List.of(Refusals.fault(
                    list.toString().isEmpty() ? "/" : list.toString(),
                    "The source's events stand here, as a list; there is none.")));
        }
        if (found.isArray() && found.size() > MOST) {
            throw new ApiException(
                    ErrorCode.BODY_TOO_LARGE,
                    "A body has at most " + MOST + " events; this one has " + found.size() + ".");
        }
        List<byte[]> events = slices(body, list);
        if (events.size() == (found.isArray() ? found.size() : 1)) {
            return events;
        }
        // Not UTF-8: places in the text are no places in the bytes.
        List<byte[]> written = new ArrayList<>();
        for (JsonNode event : found.isArray() ? found : List.of(found)) {
            written.add(mapper.writeValueAsBytes(event));
        }
        return written;
    }

    private List<byte[]> slices(byte[] body, JsonPointer list) throws IOException {
        List<byte[]> events = new ArrayList<>();
        try (JsonParser parser = mapper.getFactory().createParser(body)) {
            parser.nextToken();
            if (!moveTo(parser, list)) {
                return events;
            }
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                add(events, body, parser);
                return events;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                add(events, body, parser);
            }
        }
        return events;
    }

    private static void add(List<byte[]> events, byte[] body, JsonParser parser) throws IOException {
        long from = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        long to = parser.currentLocation().getByteOffset();
        if (from >= 0 && to > from) {
            events.add(Arrays.copyOfRange(body, (int) from, (int) to));
        }
    }

    /** Whether the place was found; the parser then stands on it. */
    private static boolean moveTo(JsonParser parser, JsonPointer place) throws IOException {
        if (place.matches()) {
            return true;
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean here = place.matchesProperty(parser.currentName());
                parser.nextToken();
                if (here) {
                    return moveTo(parser, place.tail());
                }
                parser.skipChildren();
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                if (place.matchesElement(i)) {
                    return moveTo(parser, place.tail());
                }
                parser.skipChildren();
            }
        }
        return false;
    }
}
