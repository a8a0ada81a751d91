/** What rule files see, and nothing more: the facts, and the words that actions use. */
@NullMarked
package landfall.facts;

import org.jspecify.annotations.NullMarked;
