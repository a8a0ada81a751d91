package landfall.ruleset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import landfall.language.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Who changed a rule last: the version, among those that a version came from, since which the rule is there under its name and
 * says what it says. A rule that moved to another line or file, or was only commented, was not changed.
 */
public record Blame(String rule, String place, String version, String by, Instant at, String message) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of each rule, in the order of the rules. */
    static List<Blame> of(String version, List<Rule> rules, List<Ancestry> known) {
        Map<String, Ancestry> byVersion =
                known.stream().collect(Collectors.toMap(Ancestry::version, Function.identity()));
        Map<String, Ancestry> changedBy = new HashMap<>();
        Ancestry first = Objects.requireNonNull(byVersion.get(version));
        Set<String> seen = new HashSet<>();
        for (Ancestry each = first; each != null && seen.add(each.version()); each = base(each, byVersion)) {
            first = each;
            Ancestry ancestry = each;
            if (each.changedRules() != null) {
                names(each.changedRules()).forEach(rule -> changedBy.putIfAbsent(rule, ancestry));
            }
        }
        Ancestry beginning = first;
        return rules.stream()
                .map(rule -> of(rule, changedBy.getOrDefault(rule.name(), beginning)))
                .toList();
    }

    private static Blame of(Rule rule, Ancestry changed) {
        return new Blame(
                rule.name(),
                rule.place().toString(),
                changed.version(),
                changed.publishedBy(),
                changed.publishedAt(),
                changed.message());
    }

    /** Where nobody kept what changed, all did. */
    private static @Nullable Ancestry base(Ancestry version, Map<String, Ancestry> byVersion) {
        return version.base() == null || version.changedRules() == null ? null : byVersion.get(version.base());
    }

    private static List<String> names(String json) {
        try {
            return JSON.readValue(json, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException(damaged);
        }
    }
}
