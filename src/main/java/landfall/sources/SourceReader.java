package landfall.sources;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import landfall.account.AccountCleaner;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import landfall.ruleset.source.Suggestions;
import landfall.sources.Sources.Fault;
import org.jspecify.annotations.Nullable;

/** Reads the settings of one source, and gathers every fault of them. */
final class SourceReader {

    private static final Set<String> FLAGS = Set.of("test", "reassign", "match", "idempotencyKey", "at");
    private static final Set<String> SPELLINGS = Set.of("constant", "join", "with");
    /** By RFC 6901 a tilde is followed by 0 or 1. */
    private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");

    private final String name;
    private final SourceSettings settings;
    private final List<Fault> faults;

    SourceReader(String name, SourceSettings settings, List<Fault> faults) {
        this.name = name;
        this.settings = settings;
        this.faults = faults;
    }

    /** Null where its bodies are read by the names of their fields, or where nothing can be made of the settings. */
    @Nullable
    SourceMap read() {
        if (!settings.isMapped()) {
            return null;
        }
        Preset preset = preset();
        Map<String, FieldPlace> places = new LinkedHashMap<>(preset == null ? Map.of() : preset.places());
        places.putAll(own());
        settings.fields().stream()
                .filter(field -> !field.equals(Sources.EVERY))
                .forEach(field -> places.computeIfAbsent(field, SourceReader::byName));
        JsonPointer each = settings.each() == null
                ? (preset == null ? null : preset.each())
                : pointer(name + ".each", settings.each(), true).orElse(null);
        if (preset == null && places.isEmpty()) {
            fault("map", "each needs a map that says where the fields of an event stand");
        }
        return new SourceMap(places, each, preset == null ? null : preset.property());
    }

    private @Nullable Preset preset() {
        String word = settings.preset();
        if (word == null) {
            return null;
        }
        Optional<Preset> preset = Preset.find(word);
        if (preset.isEmpty()) {
            fault(
                    "preset",
                    "there is no preset \"" + word + "\"; "
                            + Suggestions.hint(
                                    word, Preset.words(), "there are " + Suggestions.listed(Preset.words())));
        }
        return preset.orElse(null);
    }

    private static FieldPlace byName(String field) {
        return new FieldPlace.At(JsonPointer.empty().appendProperty(field));
    }

    private Map<String, FieldPlace> own() {
        Map<String, FieldPlace> places = new LinkedHashMap<>();
        Map<String, String> spelled = new HashMap<>();
        settings.map().forEach((spelling, value) -> {
            String field = field(spelling);
            if (field == null) {
                List<String> known = known();
                fault(
                        "map." + spelling,
                        "there is no field \"" + spelling + "\"; "
                                + Suggestions.hint(
                                        spelling,
                                        known,
                                        "a field of your own has to stand under sources." + name + ".fields, too"));
                return;
            }
            String before = spelled.putIfAbsent(field, spelling);
            if (before != null) {
                fault(
                        "map." + spelling,
                        "this is the field " + field + ", which \"" + before
                                + "\" maps already; of several places the first that has a value counts: " + field
                                + ": [/a, /b]");
                return;
            }
            place("map." + spelling, value).ifPresent(place -> places.put(field, place));
        });
        return places;
    }

    private @Nullable String field(String spelling) {
        if (FLAGS.contains(spelling) || settings.fields().contains(spelling)) {
            return spelling;
        }
        return AccountCleaner.field(spelling);
    }

    private List<String> known() {
        return Stream.of(
                        Fields.of(FactType.ACCOUNT).stream().map(Field::name),
                        Stream.of("location", "website", "corporateNumber", "duns"),
                        FLAGS.stream(),
                        settings.fields().stream())
                .flatMap(names -> names)
                .toList();
    }

    private Optional<FieldPlace> place(String place, JsonNode value) {
        if (value.isTextual()) {
            return pointer(name + "." + place, value.textValue(), false).map(FieldPlace.At::new);
        }
        if (value.isArray() && !value.isEmpty()) {
            return pointers(place, value)
                    .map(pointers -> new FieldPlace.AnyOf(pointers.stream()
                            .map(each -> (FieldPlace) new FieldPlace.At(each))
                            .toList()));
        }
        if (value.isObject()) {
            return spelled(place, value);
        }
        fault(
                place,
                "this takes a pointer such as /company/name, a list of pointers, {constant: …} or {join: [/a, /b]}");
        return Optional.empty();
    }

    private Optional<FieldPlace> spelled(String place, JsonNode value) {
        List<String> unknown = StreamSupport.stream(((Iterable<String>) value::fieldNames).spliterator(), false)
                .filter(key -> !SPELLINGS.contains(key))
                .toList();
        for (String key : unknown) {
            fault(
                    place,
                    "there is no \"" + key + "\" here; "
                            + Suggestions.hint(key, SPELLINGS, "it is {constant: …} or {join: [/a, /b], with: \" \"}"));
        }
        if (!unknown.isEmpty()) {
            return Optional.empty();
        }
        if (value.has("constant") && value.size() == 1 && isScalar(value.get("constant"))) {
            return Optional.of(new FieldPlace.Constant(value.get("constant")));
        }
        JsonNode with = value.path("with");
        if (value.path("join").isArray()
                && !value.path("join").isEmpty()
                && !value.has("constant")
                && (with.isMissingNode() || with.isTextual())) {
            return pointers(place, value.get("join"))
                    .map(pointers -> new FieldPlace.Join(pointers, with.isTextual() ? with.textValue() : " "));
        }
        fault(place, "it is {constant: …} or {join: [/a, /b], with: \" \"}, and one of them");
        return Optional.empty();
    }

    private static boolean isScalar(JsonNode node) {
        return node.isTextual() || node.isNumber() || node.isBoolean();
    }

    private Optional<List<JsonPointer>> pointers(String place, JsonNode list) {
        List<JsonPointer> pointers = new ArrayList<>();
        for (JsonNode each : list) {
            pointer(name + "." + place, each instanceof TextNode text ? text.textValue() : each.toString(), false)
                    .ifPresent(pointers::add);
        }
        return pointers.size() == list.size() ? Optional.of(pointers) : Optional.empty();
    }

    private Optional<JsonPointer> pointer(String place, String text, boolean wholeToo) {
        if (text.isEmpty() && wholeToo) {
            return Optional.of(JsonPointer.empty());
        }
        if (!text.startsWith("/")) {
            faults.add(new Fault(
                    place,
                    "a JSON pointer begins with a slash: \"/" + text.replace(".", "/") + "\", not \"" + text + "\""
                            + (wholeToo ? "" : "; what is always the same is {constant: …}")));
            return Optional.empty();
        }
        if (BAD_ESCAPE.matcher(text).find()) {
            faults.add(new Fault(place, "in a JSON pointer ~ is written ~0, and / within a name ~1: \"" + text + "\""));
            return Optional.empty();
        }
        return Optional.of(JsonPointer.compile(text));
    }

    private void fault(String place, String message) {
        faults.add(new Fault(name + "." + place, message));
    }
}
