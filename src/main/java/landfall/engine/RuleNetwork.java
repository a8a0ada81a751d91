package landfall.engine;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import landfall.facts.Account;
import landfall.facts.Territory;
import landfall.language.Rule;
import landfall.language.ValueList;
import org.drools.model.DSL;
import org.drools.model.Index;
import org.drools.model.PatternDSL;
import org.drools.model.Variable;
import org.drools.model.functions.Function1;
import org.drools.model.functions.Predicate1;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One Drools knowledge base with its sessions: rules of one kind, each a single pattern on one {@link Candidate}. The
 * subject enters once for each group of rules that the index cannot rule out, under the key of the group or of its shelf
 * ({@link Shelves}), which Drools hashes; all conditions of those rules, the ones that the index knows too, are then tested by
 * the network.
 */
final class RuleNetwork implements AutoCloseable {

    private static final String PACKAGE = "landfall.rules";
    private static final Function1<Candidate, Integer> KEY = Candidate::key;
    /** Up to this many rules of a group, one alpha node for all conditions of a rule is faster and smaller than sharing. */
    private static final int SMALL_GROUP = 3;
    /** So many accounts at a time: what they hold stays in the cache until the session lets them go. */
    private static final int TOGETHER = 32;

    private final List<Rule> byRank;
    private final Slots slots = new Slots();
    private final RuleIndex index;
    private final boolean someAlways;
    private final Shelves shelves;
    private final SessionPool sessions;

    /** @param byRank enabled rules, the one that wins over all others first */
    RuleNetwork(
            List<Rule> byRank,
            Map<String, ValueList> lists,
            ZoneId defaultZone,
            int sessions,
            double entering,
            int shelvedFrom) {
        this.byRank = List.copyOf(byRank);
        ValueTests valueTests = new ValueTests(lists);
        RuleTests tests = new RuleTests(valueTests, slots, defaultZone);
        NeededValues neededValues = new NeededValues(valueTests, slots);
        NeededRanges neededRanges = new NeededRanges(slots);
        List<Map<Integer, Set<Object>>> needed = new ArrayList<>();
        List<Map<Integer, Range>> ranges = new ArrayList<>();
        for (Rule rule : this.byRank) {
            needed.add(neededValues.of(rule));
            ranges.add(neededRanges.of(rule));
        }
        this.index = new RuleIndex(needed, ranges, entering);
        int[] sizes = new int[index.groupCount()];
        for (int rank = 0; rank < this.byRank.size(); rank++) {
            sizes[index.groupOf(rank)]++;
        }
        this.someAlways = sizes[RuleIndex.ALWAYS] > 0;
        this.shelves = new Shelves(sizes);
        boolean shelved = this.byRank.size() >= shelvedFrom;
        ModelImpl model = new ModelImpl(PACKAGE);
        for (int rank = 0; rank < this.byRank.size(); rank++) {
            List<RuleTests.NamedTest> all = tests.of(this.byRank.get(rank));
            int group = index.groupOf(rank);
            if (shelved && sizes[group] == 1 && group != RuleIndex.ALWAYS) {
                shelves.put(group, rank, all);
            } else {
                model.addRule(modelOf(rank, group, sizes[group] <= SMALL_GROUP ? List.of(asOne(rank, all)) : all));
            }
        }
        for (int key : shelves.keys()) {
            model.addRule(modelOf(key));
        }
        this.sessions = new SessionPool(KieBaseBuilder.createKieBaseFromModel(model), sessions);
    }

    /** The rules that match, by rank. */
    List<Rule> match(Account account, @Nullable Territory territory, Moment moment) {
        Subject subject = new Subject(account, territory, moment, slots);
        List<Candidate> candidates = new ArrayList<>();
        enter(subject, candidates);
        sessions.fire(candidates);
        return matched(subject);
    }

    private void enter(Subject subject, List<Candidate> candidates) {
        if (someAlways) {
            candidates.add(new Candidate(subject, RuleIndex.ALWAYS, RuleIndex.ALWAYS));
        }
        index.find(subject, group -> candidates.add(new Candidate(subject, group, shelves.key(group))));
    }

    private List<Rule> matched(Subject subject) {
        int[] ranks = subject.matched();
        List<Rule> rules = new ArrayList<>(ranks.length);
        for (int rank : ranks) {
            rules.add(byRank.get(rank));
        }
        return rules;
    }

    /**
     * The rules that match each of these accounts, by rank, in the order of the accounts. What it costs to fire is shared by
     * {@link #TOGETHER} of them.
     */
    List<List<Rule>> match(List<Account> accounts, Moment moment) {
        List<List<Rule>> matched = new ArrayList<>(accounts.size());
        List<Candidate> candidates = new ArrayList<>();
        for (int from = 0; from < accounts.size(); from += TOGETHER) {
            List<Account> some = accounts.subList(from, Math.min(accounts.size(), from + TOGETHER));
            List<Subject> subjects = new ArrayList<>(some.size());
            for (Account account : some) {
                Subject subject = new Subject(account, null, moment, slots);
                subjects.add(subject);
                enter(subject, candidates);
            }
            sessions.fire(candidates);
            candidates.clear();
            subjects.forEach(subject -> matched.add(matched(subject)));
        }
        return matched;
    }

    /** Whether some rule asks for something of the account. */
    boolean readsAccounts() {
        return slots.readsAccounts();
    }

    int size() {
        return byRank.size();
    }

    int sessionsInUse() {
        return sessions.inUse();
    }

    private static org.drools.model.Rule modelOf(int rank, int group, List<RuleTests.NamedTest> tests) {
        Variable<Candidate> candidate = DSL.declarationOf(Candidate.class);
        PatternDSL.PatternDef<Candidate> pattern = patternOf(candidate, group);
        for (RuleTests.NamedTest named : tests) {
            Predicate<Subject> test = named.test();
            Predicate1<Candidate> predicate = each -> test.test(each.subject());
            pattern.expr(named.id(), predicate);
        }
        return PatternDSL.rule(PACKAGE, Integer.toString(rank))
                .build(pattern, DSL.on(candidate).execute(each -> each.subject().match(rank)));
    }

    /** The rules of one shelf. */
    private org.drools.model.Rule modelOf(int key) {
        Shelves all = shelves;
        Variable<Candidate> candidate = DSL.declarationOf(Candidate.class);
        PatternDSL.PatternDef<Candidate> pattern = patternOf(candidate, key);
        Predicate1<Candidate> predicate = all::holds;
        pattern.expr("all of the candidate's rule", predicate);
        return PatternDSL.rule(PACKAGE, "shelf " + ~key)
                .build(pattern, DSL.on(candidate).execute(each -> each.subject().match(all.rank(each))));
    }

    private static PatternDSL.PatternDef<Candidate> patternOf(Variable<Candidate> candidate, int key) {
        Predicate1<Candidate> hasKey = each -> each.key() == key;
        return PatternDSL.pattern(candidate)
                .expr(
                        "key " + key,
                        hasKey,
                        PatternDSL.alphaIndexedBy(Integer.class, Index.ConstraintType.EQUAL, 0, KEY, key));
    }

    private static RuleTests.NamedTest asOne(int rank, List<RuleTests.NamedTest> tests) {
        Predicate<Subject>[] parts = RuleTests.predicates(tests);
        return new RuleTests.NamedTest("all of rule " + rank, subject -> {
            for (Predicate<Subject> part : parts) {
                if (!part.test(subject)) {
                    return false;
                }
            }
            return true;
        });
    }

    @Override
    public void close() {
        sessions.close();
    }
}
