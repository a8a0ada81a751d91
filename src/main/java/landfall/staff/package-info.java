/** Who is there and who is not, as it changes from day to day: absences, by API. */
@NullMarked
package landfall.staff;

import org.jspecify.annotations.NullMarked;
