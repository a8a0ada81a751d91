package landfall.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.roster.TerritoryEntry;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which two rosters differ.
 *
 * @param kind {@code rep}, {@code territory}, or {@code file} for holidays, absences and duties
 * @param id of the rep or territory; else the file's path
 * @param how {@code added}, {@code removed} or {@code changed}
 * @param fields what changed of a rep or a territory
 */
public record RosterDifference(String kind, String id, String how, List<FieldDifference> fields) {

    /**
     * A field that changed.
     *
     * @param before null where it was empty
     * @param after null where it is empty
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FieldDifference(String field, @Nullable String before, @Nullable String after) {

        @Override
        public String toString() {
            return field + ": " + (before == null ? "nothing" : before) + " → " + (after == null ? "nothing" : after);
        }
    }

    public RosterDifference {
        fields = List.copyOf(fields);
    }

    /** Territories first, then reps, then files; each kind in the order of the roster before. */
    static List<RosterDifference> between(CheckedRuleSet before, CheckedRuleSet after) {
        List<RosterDifference> all = new ArrayList<>();
        Roster old = before.roster();
        Roster now = after.roster();
        between(
                "territory",
                each(old.territories(), RosterDifference::fields),
                each(now.territories(), RosterDifference::fields),
                all);
        between("rep", each(old.reps(), RosterDifference::fields), each(now.reps(), RosterDifference::fields), all);
        files(otherFiles(before), otherFiles(after), all);
        return all;
    }

    private static <T> Map<String, Map<String, String>> each(
            Map<String, T> entries, java.util.function.Function<T, Map<String, String>> fields) {
        Map<String, Map<String, String>> each = new LinkedHashMap<>();
        entries.forEach((id, entry) -> each.put(id, fields.apply(entry)));
        return each;
    }

    private static void between(
            String kind,
            Map<String, Map<String, String>> before,
            Map<String, Map<String, String>> after,
            List<RosterDifference> all) {
        Set<String> ids = new LinkedHashSet<>(before.keySet());
        ids.addAll(after.keySet());
        for (String id : ids) {
            Map<String, String> old = before.get(id);
            Map<String, String> now = after.get(id);
            if (old == null || now == null) {
                all.add(new RosterDifference(kind, id, old == null ? "added" : "removed", List.of()));
            } else if (!old.equals(now)) {
                Set<String> names = new LinkedHashSet<>(old.keySet());
                names.addAll(now.keySet());
                List<FieldDifference> fields = names.stream()
                        .filter(name -> !Objects.equals(old.get(name), now.get(name)))
                        .map(name -> new FieldDifference(name, old.get(name), now.get(name)))
                        .toList();
                all.add(new RosterDifference(kind, id, "changed", fields));
            }
        }
    }

    private static Map<String, byte[]> otherFiles(CheckedRuleSet ruleSet) {
        return ruleSet.files().stream()
                .filter(file -> file.kind() == FileKind.ROSTER
                        && !file.path().equals("roster/reps.csv")
                        && !file.path().equals("roster/territories.csv"))
                .collect(Collectors.toMap(RuleFile::path, RuleFile::bytes));
    }

    private static void files(Map<String, byte[]> before, Map<String, byte[]> after, List<RosterDifference> all) {
        Map<String, byte[]> paths = new TreeMap<>(before);
        paths.putAll(after);
        for (String path : paths.keySet()) {
            byte[] old = before.get(path);
            byte[] now = after.get(path);
            if (!Arrays.equals(old, now)) {
                String how = old == null ? "added" : now == null ? "removed" : "changed";
                all.add(new RosterDifference("file", path, how, List.of()));
            }
        }
    }

    private static Map<String, String> fields(Rep rep) {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "name", rep.name());
        put(fields, "email", rep.email());
        put(fields, "teams", joined(rep.teams()));
        put(fields, "manager", rep.manager());
        put(fields, "backup", rep.backup());
        put(fields, "zone", rep.zone());
        put(fields, "hours", rep.hours());
        put(fields, "weight", rep.weight());
        put(fields, "capacity", rep.capacity());
        put(fields, "quota", rep.quota());
        put(fields, "skills", joined(rep.skills()));
        put(fields, "languages", joined(rep.languages()));
        put(fields, "calendar", rep.calendar());
        if (rep.coordinates() != null) {
            put(fields, "latitude", rep.coordinates().latitude());
            put(fields, "longitude", rep.coordinates().longitude());
        }
        put(fields, "activeFrom", rep.activeFrom());
        put(fields, "activeTo", rep.activeTo());
        new TreeMap<>(rep.extra()).forEach((name, value) -> put(fields, name, value));
        return fields;
    }

    private static Map<String, String> fields(TerritoryEntry territory) {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "name", territory.name());
        put(fields, "parent", territory.parent());
        put(fields, "type", territory.type().word());
        put(fields, "role", territory.role());
        put(fields, "fallbackRep", territory.fallbackRep());
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            fields.put(name, value.toString());
        }
    }

    private static String joined(Set<String> values) {
        return values.stream().sorted().collect(Collectors.joining("; "));
    }
}
