package landfall.facts;

import org.jspecify.annotations.Nullable;

/**
 * The territory that was chosen, as rotation rules see it.
 *
 * @param id its id in the roster
 * @param parent id of the territory that it rolls up to
 * @param type {@code territory}, {@code overlay}, {@code queue} or {@code fallback}
 * @param role of an overlay, such as {@code sdr}
 * @param ownerRep for an overlay, the rep who became the primary owner
 */
public record Territory(
        String id, @Nullable String parent, String type, @Nullable String role, @Nullable String ownerRep) {}
