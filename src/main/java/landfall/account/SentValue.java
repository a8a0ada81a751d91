package landfall.account;

/**
 * One field as it was sent, ready to be understood.
 *
 * @param raw as it came
 * @param text tidy, aliases followed
 * @param aliased whether an alias list changed it
 */
record SentValue(String field, String raw, String text, boolean aliased) {}
