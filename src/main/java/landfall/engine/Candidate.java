package landfall.engine;

/** A subject as it enters the network for one group of rules: the one fact that rules are tested on. */
record Candidate(Subject subject, int group) {}
