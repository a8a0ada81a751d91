package landfall.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

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

    private final ObjectMapper mapper;

    Masking(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Of a body as it came. */
    String mask(byte[] body) {
        try {
            JsonNode read = mapper.readTree(body);
            return read == null || !read.isContainerNode() ? malformed(body) : mapper.writeValueAsString(masked(read));
        } catch (IOException noJson) {
            return malformed(body);
        }
    }

    private static String malformed(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
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
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                boolean hide = isPersonal(field.getKey()) && !field.getValue().isNull();
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

    private static boolean isPersonal(String field) {
        String plain = field.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", "");
        return PERSONAL.stream().anyMatch(plain::contains);
    }
}
