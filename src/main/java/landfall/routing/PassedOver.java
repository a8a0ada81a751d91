package landfall.routing;

/**
 * A candidate that could not be taken.
 *
 * @param rule that named him
 * @param rep his id
 * @param reason in a few words, such as {@code not active}
 */
public record PassedOver(String rule, String rep, String reason) {}
