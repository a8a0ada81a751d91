package landfall.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import landfall.http.ApiException;
import landfall.sources.FormBody;
import org.jspecify.annotations.Nullable;

/**
 * Shows a body without what is personal in it: the values of fields whose names speak of a person, and, in every other text,
 * what looks like an e-mail address or a telephone number. A body that is no JSON is masked as text, as far as that can be told.
 */
final class Masking {

    static final String MASK = "***";

    /** In a field's name, written without case and signs. */
    private static final Set<String> PERSONAL = Set.of(
            "mail",
            "person",
            "phone",
            "mobile",
            "fax",
            "firstname",
            "lastname",
            "fullname",
            "surname",
            "givenname",
            "familyname",
            "contact",
            "birth",
            "address",
            "street",
            "氏名",
            "担当",
            "電話");

    private static final Pattern EMAIL = Pattern.compile("[^\\s\"'<>,;:()@]{1,64}+@[^\\s\"'<>,;:()@]{1,255}");
    private static final Pattern PHONE = Pattern.compile("(?<![\\w.])\\+?\\(?\\d[\\d ()./-]{7,20}\\d(?![\\w.])");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(\"[^\"\\n]{0,40}(?:mail|person|phone|mobile|fax|name|contact|birth|address|street)[^\"\\n]{0,40}\"\\s*:\\s*)"
                    + "(\"[^\"\\n]*\"?|[^,}\\s]+)");

    private static final Pattern PAIR = Pattern.compile("([^&=]*)=([^&]*)");
    private static final int LONGEST_NAME = 40;

    private final ObjectMapper mapper;

    Masking(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Of a body as it came.
     *
     * @param form its content type where it is a form, which is shown as JSON; null: it is JSON
     */
    String mask(byte[] body, @Nullable String form) {
        try {
            JsonNode read = form == null ? mapper.readTree(body) : FormBody.read(body, charset(form));
            return read == null || !read.isContainerNode() ? malformed(body) : mapper.writeValueAsString(masked(read));
        } catch (IOException noJson) {
            return malformed(body);
        } catch (ApiException noForm) {
            // A field at a time, as far as the sender's own spelling tells which one it is.
            return malformed(PAIR.matcher(new String(body, StandardCharsets.ISO_8859_1))
                    .replaceAll(pair -> Matcher.quoteReplacement(pair.group(1) + "="
                            + (isPersonal(pair.group(1)) || pair.group(2).contains("%40") ? MASK : pair.group(2)))));
        }
    }

    private static @Nullable String charset(String form) {
        return MediaType.valueOf(form).getParameters().get("charset");
    }

    private static String malformed(byte[] body) {
        return malformed(new String(body, StandardCharsets.UTF_8));
    }

    private static String malformed(String text) {
        return text(NAMED.matcher(text).replaceAll("$1\"" + MASK + "\""));
    }

    /** Of a text that stands alone. */
    static String text(String text) {
        String addresses = EMAIL.matcher(text).replaceAll(MASK);
        return PHONE.matcher(addresses).replaceAll(MASK);
    }

    private JsonNode masked(JsonNode node) throws JsonProcessingException {
        if (node instanceof ObjectNode object) {
            ObjectNode masked = mapper.createObjectNode();
            boolean named = namesPersonal(object);
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                boolean hide = (isPersonal(field.getKey()) || (named && isValue(field.getKey())))
                        && !field.getValue().isNull();
                masked.set(field.getKey(), hide ? TextNode.valueOf(MASK) : masked(field.getValue()));
            }
            return masked;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode masked = mapper.createArrayNode();
            for (JsonNode each : array) {
                masked.add(masked(each));
            }
            return masked;
        }
        return node.isTextual() ? TextNode.valueOf(text(node.textValue())) : node;
    }

    /** Such as an event {@code {"propertyName": "lastname", "propertyValue": …}}. */
    private static boolean namesPersonal(ObjectNode object) {
        for (JsonNode each : object) {
            if (each.isTextual() && each.textValue().length() <= LONGEST_NAME && isPersonal(each.textValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isValue(String field) {
        return field.toLowerCase(Locale.ROOT).contains("value");
    }

    private static boolean isPersonal(String field) {
        String plain = field.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", "");
        return PERSONAL.stream().anyMatch(plain::contains);
    }
}
