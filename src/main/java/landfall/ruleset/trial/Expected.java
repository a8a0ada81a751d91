package landfall.ruleset.trial;

import landfall.language.Place;
import org.jspecify.annotations.Nullable;

/**
 * One value that a case expects of its answer.
 *
 * @param key {@code territory}, {@code rep} …; for an overlay its role
 * @param value null: there must be none
 */
public record Expected(String key, @Nullable String value, Place place) {}
