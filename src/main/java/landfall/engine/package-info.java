/** Rules become a Drools knowledge base; accounts become matches. With ruleset.source the only room that imports Drools. */
@NullMarked
package landfall.engine;

import org.jspecify.annotations.NullMarked;
