package landfall.ruleset.trial;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import landfall.account.AccountRequest;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import landfall.language.Issue;
import landfall.language.Place;
import landfall.language.Years;
import landfall.ruleset.IssueCode;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Makes one case of one YAML mapping, naming every fault of it. */
final class CaseBuilder {

    private static final Set<String> KEYS = ordered("name", "account", "at", "expect");
    private static final Set<String> EXPECTED =
            ordered("status", "territory", "rep", "rule", "rotation", "reason", "overlays");
    private static final Set<String> STATUSES = ordered("assigned", "queued", "fallback");
    private static final int LONGEST_NAME = 500;

    private final CasePlaces places;
    private final List<Issue> issues;

    CaseBuilder(CasePlaces places, List<Issue> issues) {
        this.places = places;
        this.issues = issues;
    }

    /** Empty where the case has a fault; then it has an issue, too. */
    Optional<Case> build(Node node) {
        int before = issues.size();
        if (!(node instanceof MappingNode mapping)) {
            fault(IssueCode.CASE_WRONG_VALUE, node, "a case has a name, an account and what to expect", null);
            return Optional.empty();
        }
        Map<String, Node> values = values(mapping, KEYS, "a case");
        Node name = required(values, "name", mapping);
        Node account = required(values, "account", mapping);
        Node expect = required(values, "expect", mapping);
        String text = name == null ? "" : name(name);
        AccountRequest request = account == null ? new AccountRequest(Map.of()) : account(account);
        Instant at = values.containsKey("at") ? instant(values.get("at")) : null;
        List<Expected> expected = new ArrayList<>();
        List<Expected> overlays = expect == null ? null : expectations(expect, expected);
        boolean faulty = issues.subList(before, issues.size()).stream().anyMatch(Issue::isError);
        return faulty || name == null || account == null || expect == null
                ? Optional.empty()
                : Optional.of(new Case(text, request, at, expected, overlays, places.of(name)));
    }

    private String name(Node node) {
        String text = YamlValue.text(node).strip();
        if (text.isEmpty() || text.length() > LONGEST_NAME) {
            fault(
                    IssueCode.CASE_WRONG_VALUE,
                    node,
                    "the name of a case is a text of 1 to " + LONGEST_NAME + " characters",
                    null);
        }
        return text;
    }

    private AccountRequest account(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            fault(IssueCode.CASE_WRONG_VALUE, node, "an account is written as {country: US, region: CA}", null);
            return new AccountRequest(Map.of());
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        List<String> known =
                Fields.of(FactType.ACCOUNT).stream().map(Field::name).toList();
        values(mapping, null, "an account").forEach((key, value) -> {
            if (!known.contains(key)) {
                // Callers may send what they like, so only what looks like a slip is pointed out.
                Suggestions.find(key, known)
                        .ifPresent(near -> issues.add(IssueCode.CASE_UNKNOWN_FIELD.issue(
                                places.of(key(mapping, key)),
                                "an account has no field `" + key + "`; it counts as an attribute",
                                "did you mean `" + near + "`?")));
            }
            fields.put(key, YamlValue.of(value));
        });
        return new AccountRequest(fields);
    }

    private @Nullable Instant instant(@Nullable Node node) {
        if (node == null || YamlValue.isNull(node)) {
            return null;
        }
        try {
            return Years.checked(OffsetDateTime.parse(YamlValue.text(node))).toInstant();
        } catch (DateTimeException e) {
            fault(
                    IssueCode.CASE_WRONG_VALUE,
                    node,
                    "`at` is a moment with its offset from UTC",
                    "write it as 2026-03-03T18:00:00Z or 2026-03-03T10:00:00-08:00");
            return null;
        }
    }

    private @Nullable List<Expected> expectations(Node node, List<Expected> expected) {
        if (!(node instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
            fault(
                    IssueCode.CASE_EXPECTS_NOTHING,
                    node,
                    "the case expects nothing, so it could never fail",
                    "write what must come out, such as {territory: us-west}");
            return null;
        }
        List<Expected> overlays = null;
        for (Map.Entry<String, Node> entry :
                values(mapping, EXPECTED, "what a case expects").entrySet()) {
            if (entry.getKey().equals("overlays")) {
                overlays = overlays(entry.getValue());
            } else if (entry.getValue() instanceof ScalarNode scalar) {
                expected.add(expected(entry.getKey(), scalar));
            } else {
                fault(IssueCode.CASE_WRONG_VALUE, entry.getValue(), "`" + entry.getKey() + "` is one text", null);
            }
        }
        return overlays;
    }

    private Expected expected(String key, ScalarNode node) {
        String value = YamlValue.isNull(node) ? null : node.getValue();
        if (key.equals("status") && (value == null || !STATUSES.contains(value))) {
            fault(
                    IssueCode.CASE_WRONG_VALUE,
                    node,
                    "a status is one of " + String.join(", ", STATUSES),
                    value == null ? null : Suggestions.hint(value, STATUSES, listed(STATUSES)));
        }
        return new Expected(key, value, places.of(node));
    }

    private @Nullable List<Expected> overlays(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            fault(IssueCode.CASE_WRONG_VALUE, node, "overlays are written as {sdr: brooks}; {} means none", null);
            return null;
        }
        List<Expected> overlays = new ArrayList<>();
        values(mapping, null, "overlays").forEach((role, rep) -> {
            if (rep instanceof ScalarNode scalar) {
                overlays.add(new Expected(role, YamlValue.isNull(scalar) ? null : scalar.getValue(), places.of(rep)));
            } else {
                fault(IssueCode.CASE_WRONG_VALUE, rep, "the rep of an overlay is one rep id", null);
            }
        });
        return overlays;
    }

    /** The values by key; a key that is no plain text, not allowed or there twice is a fault and left out. */
    private Map<String, Node> values(MappingNode mapping, @Nullable Set<String> allowed, String what) {
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            String name = YamlValue.text(key);
            if (name.isEmpty()) {
                fault(IssueCode.CASE_WRONG_VALUE, key, "a key is a text", null);
            } else if (allowed != null && !allowed.contains(name)) {
                fault(
                        IssueCode.CASE_UNKNOWN_KEY,
                        key,
                        what + " has no `" + name + "`",
                        Suggestions.hint(name, allowed, listed(allowed)));
            } else if (values.putIfAbsent(name, tuple.getValueNode()) != null) {
                fault(IssueCode.CASE_DUPLICATE_KEY, key, what + " has `" + name + "` twice", null);
            }
        }
        return values;
    }

    private @Nullable Node required(Map<String, Node> values, String key, MappingNode mapping) {
        Node value = values.get(key);
        // A misspelled key is one fault, not two.
        boolean misspelled = mapping.getValue().size() > values.size();
        if (value == null && !misspelled) {
            fault(IssueCode.CASE_INCOMPLETE, mapping, "a case needs `" + key + "`", null);
        }
        return value;
    }

    private static Node key(MappingNode mapping, String name) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (YamlValue.text(tuple.getKeyNode()).equals(name)) {
                return tuple.getKeyNode();
            }
        }
        return mapping;
    }

    private void fault(IssueCode code, Node node, String message, @Nullable String hint) {
        Place place = places.of(node);
        issues.add(code.issue(place, message, hint));
    }

    private static String listed(Set<String> words) {
        return "it may be one of " + Suggestions.listed(words);
    }

    private static Set<String> ordered(String... words) {
        return new LinkedHashSet<>(List.of(words));
    }
}
