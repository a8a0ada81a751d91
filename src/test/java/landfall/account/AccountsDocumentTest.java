package landfall.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Cleans every example of {@code docs/accounts.md}. */
class AccountsDocumentTest {

    private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @ParameterizedTest
    @MethodSource("examples")
    void anExample(Map<String, Object> sent, Map<String, Object> seen) {
        CleanedAccount cleaned = Cleaners.CLEANER.clean(new AccountRequest(sent), Cleaners.TODAY);

        assertThat(plain(cleaned)).isEqualTo(seen);
    }

    static Stream<Arguments> examples() throws IOException {
        List<Map<String, Object>> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(Path.of("docs/accounts.md")));
        while (matcher.find()) {
            blocks.add(withDecimals(JSON.readValue(matcher.group(1), new TypeReference<>() {})));
        }
        assertThat(blocks).hasSizeGreaterThan(20).hasSizeLessThan(100);
        assertThat(blocks.size() % 2).isZero();
        List<Arguments> examples = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i += 2) {
            examples.add(Arguments.of(blocks.get(i), blocks.get(i + 1)));
        }
        return examples.stream();
    }

    private static Map<String, Object> withDecimals(Map<?, ?> json) {
        Map<String, Object> values = new LinkedHashMap<>();
        json.forEach((name, value) -> values.put(
                (String) name,
                value instanceof Number number
                        ? new BigDecimal(number.toString())
                        : value instanceof Map<?, ?> map ? withDecimals(map) : value));
        return values;
    }

    /** What rules see, without what is empty or false, and the warnings. */
    private static Map<String, Object> plain(CleanedAccount cleaned) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : Fields.of(FactType.ACCOUNT)) {
            put(fields, field.name(), field.read().apply(cleaned.account()));
        }
        put(fields, "attributes", cleaned.account().attributes());
        put(fields, "numbers", cleaned.account().numbers());
        put(fields, "warnings", cleaned.warnings());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, Object value) {
        if (value instanceof Collection<?> several) {
            if (!several.isEmpty()) {
                fields.put(name, List.copyOf(several));
            }
        } else if (value instanceof Map<?, ?> map) {
            if (!map.isEmpty()) {
                fields.put(name, map);
            }
        } else if (value != null && !value.equals(false)) {
            fields.put(name, value instanceof Integer number ? BigDecimal.valueOf(number) : value);
        }
    }
}
