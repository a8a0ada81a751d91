/** Every account with its owner: the feed of changes that a CRM follows. */
@NullMarked
package landfall.book;

import org.jspecify.annotations.NullMarked;
