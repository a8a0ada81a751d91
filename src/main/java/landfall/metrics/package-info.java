/** What the service counts, under the names by which Prometheus reads it. */
@NullMarked
package landfall.metrics;

import org.jspecify.annotations.NullMarked;
