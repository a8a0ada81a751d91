/** Commands: the same code without a server. */
@NullMarked
package landfall.cli;

import org.jspecify.annotations.NullMarked;
