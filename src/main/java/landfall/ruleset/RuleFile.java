package landfall.ruleset;

/**
 * One file of a rule set, as it was found.
 *
 * @param path relative to the rule set's folder, with {@code /}
 */
public record RuleFile(String path, byte[] bytes) {}
