/** The rule language as types: rules, conditions, actions, issues and their places. It knows neither files nor Drools. */
@NullMarked
package landfall.language;

import org.jspecify.annotations.NullMarked;
