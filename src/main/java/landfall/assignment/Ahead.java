package landfall.assignment;

import java.util.Map;
import landfall.rotation.Foreseen;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a call before its turn, as it is if the account is new.
 *
 * @param digests under the secret that the account then gets
 * @param print the call's fingerprint with those digests
 * @param rotation rules that its route leads to, or null
 */
record Ahead(Map<String, String> digests, String print, @Nullable Foreseen rotation) {}
