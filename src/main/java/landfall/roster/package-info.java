/** Territories, reps, teams and calendars: who sells, where, and when. */
@NullMarked
package landfall.roster;

import org.jspecify.annotations.NullMarked;
