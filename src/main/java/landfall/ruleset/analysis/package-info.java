/** What the rules of a checked rule set say of each other: gaps, overlaps, shadowed and dead rules; needs no database. */
@NullMarked
package landfall.ruleset.analysis;

import org.jspecify.annotations.NullMarked;
