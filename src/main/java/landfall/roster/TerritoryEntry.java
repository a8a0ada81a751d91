package landfall.roster;

import java.util.Locale;
import landfall.facts.Territory;
import org.jspecify.annotations.Nullable;

/**
 * A territory of the roster.
 *
 * @param parent id of the territory that it rolls up to, or null
 * @param role of an overlay, such as {@code sdr}; else null
 * @param fallbackRep who gets what nobody of it can take, or null: the fallback territory's
 */
public record TerritoryEntry(
        String id,
        String name,
        @Nullable String parent,
        Type type,
        @Nullable String role,
        @Nullable String fallbackRep) {

    /**
     * As rotation rules see it.
     *
     * @param ownerRep for an overlay, the rep who became the primary owner
     */
    public Territory fact(@Nullable String ownerRep) {
        return new Territory(id, parent, type.word(), role, ownerRep);
    }

    /** What a territory is for. */
    public enum Type {
        TERRITORY,
        OVERLAY,
        /** Has no rotation: whatever waits for a person. */
        QUEUE,
        /** The one that gets what no rule covers. */
        FALLBACK;

        /** As the roster file spells it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
