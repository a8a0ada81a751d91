/** Folders of rules and rosters that callers send, read in one way whichever call takes them. */
@NullMarked
package landfall.upload;

import org.jspecify.annotations.NullMarked;
