package landfall.sources;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import org.jspecify.annotations.Nullable;

/**
 * A body of {@code application/x-www-form-urlencoded}, by the parser of the WHATWG's URL standard: {@code +} is a blank, and a
 * per cent sign without two hexadecimal digits stands for itself. Other than there, bytes that are no text in the body's
 * charset are refused, so that no name is stored with replacement characters.
 */
public final class FormBody {

    public static final String TYPE = "application/x-www-form-urlencoded";

    /** Fields of one form. */
    static final int MOST_FIELDS = 1_000;

    /** A field in which an HTML form tells its charset. */
    private static final String CHARSET_FIELD = "_charset_";

    private static final int LONGEST_PLACE = 60;

    private FormBody() {}

    private record Pair(byte[] name, byte[] value) {}

    /**
     * The fields by their names. One that stands several times is a list of what it says, each value once and without blank ones.
     *
     * @param charset as the content type names it; null: as a field {@code _charset_} names it, else UTF-8
     * @throws ApiException naming what can't be read
     */
    public static ObjectNode read(byte[] body, @Nullable String charset) {
        if (isJson(body)) {
            throw new ApiException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body is JSON, but its Content-Type says that it is a form: send Content-Type: application/json.");
        }
        List<Pair> pairs = pairs(body);
        if (pairs.isEmpty()) {
            throw new ApiException(ErrorCode.EMPTY_BODY, "The form has no fields.");
        }
        CharsetDecoder decoder = decoder(charset == null ? charsetOf(pairs) : charset);
        List<ProblemIssue> faults = new ArrayList<>();
        Map<String, Set<String>> fields = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            String name = text(pair.name(), decoder);
            String value = text(pair.value(), decoder);
            if (name == null || value == null) {
                faults.add(undecodable(pair, decoder.charset()));
            } else if (!name.equals(CHARSET_FIELD)) {
                fields.computeIfAbsent(name, first -> new LinkedHashSet<>()).add(value);
            }
        }
        if (!faults.isEmpty()) {
            throw new ApiException(
                    ErrorCode.MALFORMED_FORM,
                    "The form is not text in " + decoder.charset().name() + ".",
                    faults);
        }
        return object(fields);
    }

    private static ObjectNode object(Map<String, Set<String>> fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, values) -> {
            if (values.size() > 1) {
                values.removeIf(String::isBlank);
            }
            if (values.size() == 1) {
                object.put(name, values.iterator().next());
            } else {
                ArrayNode list = object.putArray(name);
                values.forEach(list::add);
            }
        });
        return object;
    }

    private static boolean isJson(byte[] body) {
        for (byte each : body) {
            if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
                return each == '{' || each == '[';
            }
        }
        return false;
    }

    private static List<Pair> pairs(byte[] body) {
        List<Pair> pairs = new ArrayList<>();
        int from = 0;
        while (from < body.length) {
            int end = indexOf(body, '&', from, body.length);
            if (end > from) {
                if (pairs.size() == MOST_FIELDS) {
                    throw new ApiException(
                            ErrorCode.MALFORMED_FORM,
                            "A form has at most " + MOST_FIELDS + " fields; this one has more.");
                }
                int equals = indexOf(body, '=', from, end);
                pairs.add(new Pair(decoded(body, from, equals), decoded(body, Math.min(equals + 1, end), end)));
            }
            from = end + 1;
        }
        return pairs;
    }

    /** Where it stands, or the end. */
    private static int indexOf(byte[] body, char sign, int from, int end) {
        for (int i = from; i < end; i++) {
            if (body[i] == sign) {
                return i;
            }
        }
        return end;
    }

    private static byte[] decoded(byte[] body, int from, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(end - from);
        for (int i = from; i < end; i++) {
            int high = body[i] == '%' && i + 2 < end ? Character.digit(body[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(body[i + 2], 16);
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(body[i] == '+' ? ' ' : body[i]);
            }
        }
        return out.toByteArray();
    }

    private static String charsetOf(List<Pair> pairs) {
        byte[] name = CHARSET_FIELD.getBytes(StandardCharsets.US_ASCII);
        return pairs.stream()
                .filter(pair -> java.util.Arrays.equals(pair.name(), name) && pair.value().length > 0)
                .findFirst()
                .map(pair -> new String(pair.value(), StandardCharsets.US_ASCII))
                .orElse("UTF-8");
    }

    private static CharsetDecoder decoder(String charset) {
        try {
            return Charset.forName(charset.strip())
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new ApiException(
                    ErrorCode.MALFORMED_FORM,
                    "No charset is known by the name \"" + shown(charset) + "\": send UTF-8, or name another one.",
                    unknown);
        }
    }

    private static @Nullable String text(byte[] bytes, CharsetDecoder decoder) {
        try {
            return decoder.decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException noText) {
            return null;
        }
    }

    private static ProblemIssue undecodable(Pair pair, Charset charset) {
        return new ProblemIssue(
                ErrorCode.MALFORMED_FORM.code(),
                shown(new String(pair.name(), charset)),
                "The bytes of this field are no text in " + charset.name() + ".",
                "Encode the form in UTF-8, or name its charset: Content-Type: " + TYPE + "; charset=…");
    }

    private static String shown(String text) {
        return text.length() > LONGEST_PLACE ? text.substring(0, LONGEST_PLACE) + "…" : text;
    }
}
