/** What callers send as they are: forms, and bodies of their own shape with the places where an account's fields stand in them. */
@NullMarked
package landfall.sources;

import org.jspecify.annotations.NullMarked;
