/** Why an account landed where it did: explanations from the record and the version that decided. */
@NullMarked
package landfall.audit;

import org.jspecify.annotations.NullMarked;
