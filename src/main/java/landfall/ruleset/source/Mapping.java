package landfall.ruleset.source;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drools.drl.parser.lang.dsl.DSLMappingEntry;
import org.jspecify.annotations.Nullable;

/** One line of a {@code .dsl} file, as Drools reads it: a sentence, and what it stands for. */
final class Mapping {

    /** Behind a sentence in Landfall's own files: it does not hold within quotes. */
    static final String GUARD = "(?!(?:[^\"\\\\]++|\\\\.|\"(?:[^\"\\\\]++|\\\\.)*+\")*+\")";

    private static final String FUNCTION = "(?:!(uc|lc|ucfirst|num|.*))?";

    private final DSLMappingEntry.Section section;
    private final String key;
    private final Pattern pattern;
    private final String value;
    private final Map<String, Integer> groups;
    private final @Nullable Pattern references;
    private final @Nullable String literal;

    Mapping(DSLMappingEntry entry) {
        section = entry.getSection();
        key = entry.getMappingKey();
        pattern = entry.getKeyPattern();
        value = entry.getValuePattern() == null ? "" : entry.getValuePattern();
        groups = Map.copyOf(entry.getVariables());
        references = groups.isEmpty() ? null : references(entry.getVariables().keySet());
        literal = Literals.longest(key);
    }

    private static Pattern references(Set<String> names) {
        String either = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile("\\{(" + either + ")" + FUNCTION + "\\}");
    }

    boolean isKeyword() {
        return section.equals(DSLMappingEntry.KEYWORD);
    }

    boolean isCondition() {
        return section.equals(DSLMappingEntry.CONDITION) || section.equals(DSLMappingEntry.ANY);
    }

    boolean isConsequence() {
        return section.equals(DSLMappingEntry.CONSEQUENCE) || section.equals(DSLMappingEntry.ANY);
    }

    Pattern pattern() {
        return pattern;
    }

    String value() {
        return value;
    }

    /** The group of each variable's value. */
    Map<String, Integer> groups() {
        return groups;
    }

    /** Finds the mapping's own variables in its value; null where it has none. */
    @Nullable
    Pattern references() {
        return references;
    }

    /** Whether its value has no variables but those of its sentence, whatever functions write. */
    boolean namesOnlyItsOwn() {
        if (references == null) {
            return value.indexOf('{') < 0;
        }
        Matcher matcher = references.matcher(value);
        StringBuilder rest = new StringBuilder();
        while (matcher.find()) {
            String function = matcher.group(2);
            if (function != null && function.indexOf('{') >= 0) {
                return false;
            }
            matcher.appendReplacement(rest, "");
        }
        return matcher.appendTail(rest).indexOf("{") < 0;
    }

    /** False where the text has surely no such sentence; far cheaper than to look for it. */
    boolean mayBeIn(String text) {
        return literal == null || text.contains(literal);
    }

    /** The sentence for people: without what is only there for the machine. */
    String sentence() {
        return Literals.readable(key.replace(GUARD, ""));
    }

    String key() {
        return key;
    }
}
