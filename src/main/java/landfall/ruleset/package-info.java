/** The stages of a rule file, from folder to active version: parsed, checked, compiled, tried, published. */
@NullMarked
package landfall.ruleset;

import org.jspecify.annotations.NullMarked;
