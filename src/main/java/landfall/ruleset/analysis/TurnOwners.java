package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import landfall.roster.Roster;
import landfall.routing.Claim;
import landfall.routing.Route;
import org.jspecify.annotations.Nullable;

/** The territories that take turns, each with the primary owners that rotation rules tell apart. */
final class TurnOwners {

    /**
     * A territory with one of these owners, and the class of both.
     *
     * @param owner null where it is no overlay
     */
    record Entry(int number, @Nullable String owner) {}

    private final @Nullable TupleDimension territories;
    private final Roster roster;
    private final Map<String, List<Entry>> byTerritory = new HashMap<>();

    /** @param territories null: none takes turns */
    TurnOwners(@Nullable TupleDimension territories, Roster roster) {
        this.territories = territories;
        this.roster = roster;
        if (territories != null) {
            for (int each = 0; each < territories.all().length(); each++) {
                for (@Nullable String[] tuple : territories.tuples(each)) {
                    String id = tuple[0];
                    if (id != null) {
                        byTerritory
                                .computeIfAbsent(id, key -> new ArrayList<>(1))
                                .add(new Entry(each, tuple[tuple.length - 1]));
                    }
                }
            }
        }
    }

    /** In the order of their classes; empty where the territory takes no turns. */
    List<Entry> of(String territory) {
        return Collections.unmodifiableList(byTerritory.getOrDefault(territory, List.of()));
    }

    /**
     * Those with which an account can come to a territory by this route, empty where it doesn't. Who takes it first depends
     * on turns and on whose company it is, unless a rule names him.
     */
    List<Entry> reaching(Route route, String territory) {
        Claim winner = route.winner();
        if (winner != null && winner.rep() == null && territory.equals(winner.territory())) {
            return of(territory);
        }
        boolean isOverlay = route.overlays().values().stream()
                .anyMatch(claim -> claim.territory().equals(territory));
        if (!isOverlay) {
            return List.of();
        }
        String named = winner == null ? null : winner.rep();
        return named == null ? of(territory) : List.of(new Entry(number(territory, named), named));
    }

    /** The class of an overlay with that primary owner; -1 where there is none. */
    int number(String territory, String owner) {
        TupleDimension all = territories;
        return all == null
                ? -1
                : roster.territory(territory)
                        .map(entry -> all.ofFact(entry.fact(owner)))
                        .orElse(-1);
    }

    /** Of its owners those in these classes, for people; null: all of them. */
    @Nullable
    String text(String territory, BitSet classes) {
        List<String> in = new ArrayList<>();
        List<String> out = new ArrayList<>();
        boolean others = true;
        for (Entry entry : of(territory)) {
            // The last stands for all that no rule names.
            others = classes.get(entry.number());
            if (entry.owner() != null) {
                (others ? in : out).add(entry.owner());
            }
        }
        if (out.isEmpty()) {
            return null;
        }
        return others ? "any but " + Words.listed(out, 0) : Words.listed(in, 0);
    }
}
