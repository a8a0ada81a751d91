/** A rep who leaves: his accounts go to others, looked at beforehand, each once, and by itself when his last day is over. */
@NullMarked
package landfall.handover;

import org.jspecify.annotations.NullMarked;
