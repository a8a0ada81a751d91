package landfall.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Compares an answer with the one that a document shows. There {@code …} stands for any part of a text (alone also for
 * any number), and a field {@code "…"} for further fields; everything else must be the same.
 */
final class Likeness {

    private static final String ANY = "…";

    private final List<String> differences = new ArrayList<>();

    private Likeness() {}

    /** Where the answer is not what the document shows; empty where it is. */
    static List<String> differences(JsonNode shown, JsonNode answer) {
        Likeness likeness = new Likeness();
        likeness.compare("", shown, answer);
        return likeness.differences;
    }

    private void compare(String at, JsonNode shown, JsonNode answer) {
        if (shown.isObject() && answer.isObject()) {
            compareFields(at, shown, answer);
        } else if (shown.isArray() && answer.isArray()) {
            if (shown.size() != answer.size()) {
                differences.add(at + ": " + shown.size() + " elements are shown, there are " + answer.size());
            }
            for (int i = 0; i < Math.min(shown.size(), answer.size()); i++) {
                compare(at + "/" + i, shown.get(i), answer.get(i));
            }
        } else if (!sameValue(shown, answer)) {
            differences.add(at + ": " + shown + " is shown, it is " + answer);
        }
    }

    private void compareFields(String at, JsonNode shown, JsonNode answer) {
        TreeSet<String> names = new TreeSet<>();
        shown.fieldNames().forEachRemaining(names::add);
        boolean further = names.remove(ANY);
        answer.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (!answer.has(name)) {
                differences.add(at + "/" + name + ": is shown, but isn't there");
            } else if (shown.has(name)) {
                compare(at + "/" + name, shown.get(name), answer.get(name));
            } else if (!further) {
                differences.add(at + "/" + name + ": isn't shown; it is " + answer.get(name));
            }
        }
    }

    private static boolean sameValue(JsonNode shown, JsonNode answer) {
        if (!shown.isTextual()) {
            return shown.equals(answer);
        }
        if (shown.textValue().equals(ANY) && answer.isNumber()) {
            return true;
        }
        if (!answer.isTextual() || answer.textValue().isEmpty()) {
            return false;
        }
        String pattern = Pattern.quote(shown.textValue()).replace(ANY, "\\E.*\\Q");
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(answer.textValue())
                .matches();
    }
}
