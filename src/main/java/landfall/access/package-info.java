/** Who may call: API keys, what each allows, and how often it may be used. */
@NullMarked
package landfall.access;

import org.jspecify.annotations.NullMarked;
