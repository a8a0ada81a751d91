package landfall.engine;

/**
 * A subject as it enters the network for one group of rules: the one fact that rules are tested on.
 *
 * @param key what Drools hashes: the group, or its shelf
 */
record Candidate(Subject subject, int group, int key) {}
