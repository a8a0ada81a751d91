package landfall.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * In a large rule set, groups of a single rule stand on shelves: Drools has one rule for each shelf, whose condition is
 * that of the candidate's own rule. With a node of its own for each of 100,000 rules, a match would mostly wait for memory that
 * no other match has touched, and building them would take several times as long. Built by one thread, then read by many.
 */
final class Shelves {

    /** Below so many rules, everything that a match needs stays in the cache, and each rule is one of Drools' own. */
    static final int WORTH_IT = 5_000;

    private static final int BITS = 6;
    private static final int NONE = -1;

    private final int[] ranks;
    private final Predicate<Subject>[][] tests;

    /** @param sizes how many rules each group has */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Shelves(int[] sizes) {
        ranks = new int[sizes.length];
        Arrays.fill(ranks, NONE);
        tests = new Predicate[sizes.length][];
    }

    void put(int group, int rank, List<RuleTests.NamedTest> all) {
        ranks[group] = rank;
        tests[group] = RuleTests.predicates(all);
    }

    /** What Drools hashes for a group: its number, or below zero its shelf. */
    int key(int group) {
        return ranks[group] == NONE ? group : shelf(group);
    }

    /** The keys of all shelves that hold something. */
    int[] keys() {
        int[] keys = new int[ranks.length];
        int count = 0;
        for (int group = 0; group < ranks.length; group++) {
            if (ranks[group] != NONE) {
                keys[count++] = shelf(group);
            }
        }
        return Arrays.stream(keys, 0, count).distinct().toArray();
    }

    private static int shelf(int group) {
        return ~(group >>> BITS);
    }

    /** Whether all conditions of the candidate's rule hold. */
    boolean holds(Candidate candidate) {
        for (Predicate<Subject> test : tests[candidate.group()]) {
            if (!test.test(candidate.subject())) {
                return false;
            }
        }
        return true;
    }

    /** The rank of the candidate's rule. */
    int rank(Candidate candidate) {
        return ranks[candidate.group()];
    }
}
