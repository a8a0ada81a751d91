/** How evenly accounts, and what they are worth, are spread over reps, territories and teams; day by day. */
@NullMarked
package landfall.balance;

import org.jspecify.annotations.NullMarked;
