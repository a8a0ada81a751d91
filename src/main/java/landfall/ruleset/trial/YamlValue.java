package landfall.ruleset.trial;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads YAML values as JSON would have them. YAML 1.1 takes {@code NO} (Norway) for false, {@code 01067} (Dresden) for 567
 * and {@code 12:30} for 750; here they are what was written.
 */
final class YamlValue {

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,99})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,99})\\.[0-9]{1,99}");

    private YamlValue() {}

    /** String, BigInteger, BigDecimal, Boolean, List, Map or null. */
    static @Nullable Object of(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (node instanceof SequenceNode sequence) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Node value : sequence.getValue()) {
                values.add(of(value));
            }
            return values;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            values.put(text(tuple.getKeyNode()), of(tuple.getValueNode()));
        }
        return values;
    }

    /** A scalar as it was written; of anything else the empty text. */
    static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar(scalar) == null;
    }

    private static @Nullable Object scalar(ScalarNode node) {
        String text = node.getValue();
        if (node.getScalarStyle() != ScalarStyle.PLAIN) {
            return text;
        }
        return switch (text) {
            case "", "~", "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> number(text);
        };
    }

    private static Object number(String text) {
        if (INTEGER.matcher(text).matches()) {
            return new BigInteger(text);
        }
        return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : text;
    }
}
