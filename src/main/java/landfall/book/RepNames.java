package landfall.book;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.roster.TerritoryEntry;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * By what a book may name reps and territories of a roster: a rep by id, mail address, any further column of the roster that has
 * that value for nobody else (such as the id in the CRM), or name; a territory by id or name. Immutable.
 */
final class RepNames {

    /** A Salesforce id of 18 letters and digits is one of 15 with a check of its case. */
    private static final int LONG_ID = 18;

    private static final int SHORT_ID = 15;

    private final Roster roster;
    private final Map<String, Set<String>> reps = new HashMap<>();
    private final Map<String, Set<String>> columns = new HashMap<>();
    private final Map<String, Set<String>> territories = new HashMap<>();

    RepNames(Roster roster) {
        this.roster = roster;
        for (Rep rep : roster.reps().values()) {
            add(reps, folded(rep.id()), rep.id());
            add(reps, folded(rep.name()), rep.id());
            if (rep.email() != null) {
                add(reps, folded(rep.email()), rep.id());
            }
            rep.extra().values().forEach(value -> {
                add(columns, value, rep.id());
                if (value.length() == LONG_ID) {
                    add(columns, value.substring(0, SHORT_ID), rep.id());
                }
            });
        }
        for (TerritoryEntry territory : roster.territories().values()) {
            add(territories, folded(territory.id()), territory.id());
            add(territories, folded(territory.name()), territory.id());
        }
    }

    /** Ids of the reps that are meant: one, none, or several where it can't be told. */
    Collection<String> reps(String name) {
        String stripped = name.strip();
        if (roster.reps().containsKey(stripped)) {
            return List.of(stripped);
        }
        Set<String> ids = columns.getOrDefault(stripped, Set.of());
        if (ids.size() == 1) {
            return ids;
        }
        if (ids.isEmpty() && stripped.length() == LONG_ID) {
            ids = columns.getOrDefault(stripped.substring(0, SHORT_ID), Set.of());
        }
        return ids.size() == 1 ? ids : reps.getOrDefault(folded(stripped), Set.of());
    }

    /** Id of the territory that is meant; null where none is, or several are. */
    @Nullable
    String territory(String name) {
        String stripped = name.strip();
        if (roster.territories().containsKey(stripped)) {
            return stripped;
        }
        Set<String> ids = territories.getOrDefault(folded(stripped), Set.of());
        return ids.size() == 1 ? ids.iterator().next() : null;
    }

    String repHint(String name) {
        return Suggestions.hint(
                name,
                known(roster.reps().values().stream()
                        .flatMap(rep -> rep.email() == null
                                ? List.of(rep.id(), rep.name()).stream()
                                : List.of(rep.id(), rep.name(), rep.email()).stream())
                        .toList()),
                "owners are reps of the roster, by id, mail address, name, or another column of reps.csv; add this one first");
    }

    String territoryHint(String name) {
        return Suggestions.hint(
                name,
                known(roster.territories().values().stream()
                        .flatMap(territory -> List.of(territory.id(), territory.name()).stream())
                        .toList()),
                "territories stand in territories.csv, by id and name; leave the column out where the CRM's are others");
    }

    private static Collection<String> known(Collection<String> names) {
        return new TreeSet<>(names);
    }

    private static void add(Map<String, Set<String>> names, String name, String id) {
        names.computeIfAbsent(name, none -> new HashSet<>()).add(id);
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
