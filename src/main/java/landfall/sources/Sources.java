package landfall.sources;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/** The sources of config.yml, checked. Immutable, for any number of threads. */
public final class Sources {

    /** What it says counts for every source. */
    public static final String EVERY = "*";

    public static final Sources NONE = new Sources(Map.of(), Map.of());

    private final Map<String, Source> sources;
    private final Map<String, List<String>> fields;

    private Sources(Map<String, Source> sources, Map<String, List<String>> fields) {
        this.sources = Map.copyOf(sources);
        this.fields = Map.copyOf(fields);
    }

    /** A setting that can't be meant, with its place below {@code sources}. */
    public record Fault(String place, String message) {}

    /** Every fault of the settings, in their order. */
    public static List<Fault> check(Map<String, SourceSettings> settings) {
        List<Fault> faults = new ArrayList<>();
        read(settings, faults);
        return faults;
    }

    /** Of settings without faults. */
    public static Sources of(Map<String, SourceSettings> settings) {
        List<Fault> faults = new ArrayList<>();
        Sources sources = read(settings, faults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.valueOf(faults));
        }
        return sources;
    }

    private static Sources read(Map<String, SourceSettings> settings, List<Fault> faults) {
        Map<String, Source> sources = new LinkedHashMap<>();
        Map<String, List<String>> fields = new LinkedHashMap<>();
        settings.forEach((name, each) -> {
            fields.put(name, each.fields());
            if (name.equals(EVERY)) {
                if (each.isMapped()) {
                    faults.add(new Fault(name, "only fields can be set for every source; a map is one source's"));
                }
            } else {
                sources.put(name, new Source(name, new SourceReader(name, each, faults).read()));
            }
        });
        return new Sources(sources, fields);
    }

    /**
     * The source that a call names.
     *
     * @param name as the query has it; null: it names none
     * @return null where it names none
     * @throws ApiException for one that config.yml doesn't have
     */
    public @Nullable Source named(@Nullable String name) {
        if (name == null) {
            return null;
        }
        Source source = sources.get(name);
        if (source == null) {
            String hint = sources.isEmpty()
                    ? "config.yml names no source"
                    : Suggestions.hint(
                            name,
                            sources.keySet(),
                            "there are " + Suggestions.listed(new java.util.TreeSet<>(sources.keySet())));
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    "A parameter can't be understood.",
                    List.of(new ProblemIssue(
                            ErrorCode.INVALID_PARAMETER.code(),
                            "query source",
                            "config.yml has no source \"" + name + "\".",
                            hint)));
        }
        return source;
    }

    /**
     * The fields beyond those of an account that rules may see as attributes and numbers.
     *
     * @param source null where the account names none
     */
    public Set<String> admittedFields(@Nullable String source) {
        Set<String> admitted = new HashSet<>(fields.getOrDefault(EVERY, List.of()));
        if (source != null) {
            admitted.addAll(fields.getOrDefault(source, List.of()));
        }
        return admitted;
    }

    /** Those of all sources together. */
    public Set<String> admittedFields() {
        Set<String> admitted = new HashSet<>();
        fields.values().forEach(admitted::addAll);
        return admitted;
    }
}
