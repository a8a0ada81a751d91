/** A new split of territories applied to the book: looked at, agreed upon, made, and taken back. */
@NullMarked
package landfall.realign;

import org.jspecify.annotations.NullMarked;
