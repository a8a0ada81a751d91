package landfall.engine;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import landfall.facts.Account;
import landfall.facts.Territory;
import landfall.language.Rule;
import landfall.language.ValueList;
import org.drools.model.DSL;
import org.drools.model.PatternDSL;
import org.drools.model.Variable;
import org.drools.model.functions.Predicate1;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;

/** One Drools knowledge base with its sessions: rules of one kind, each a single pattern on one {@link Subject}. */
final class RuleNetwork implements AutoCloseable {

    private static final String PACKAGE = "landfall.rules";

    private final List<Rule> byRank;
    private final Slots slots = new Slots();
    private final SessionPool sessions;

    /** @param byRank the rules, the one that wins over all others first */
    RuleNetwork(List<Rule> byRank, Map<String, ValueList> lists, ZoneId defaultZone, int sessions) {
        this.byRank = List.copyOf(byRank);
        RuleTests tests = new RuleTests(lists, slots, defaultZone);
        ModelImpl model = new ModelImpl(PACKAGE);
        for (int rank = 0; rank < this.byRank.size(); rank++) {
            Rule rule = this.byRank.get(rank);
            List<RuleTests.NamedTest> needed = tests.of(rule);
            if (rule.enabled()) {
                model.addRule(modelOf(rank, needed));
            }
        }
        KieBase base = KieBaseBuilder.createKieBaseFromModel(model);
        this.sessions = new SessionPool(base, sessions);
    }

    /** The rules that match, by rank. */
    List<Rule> match(Account account, @Nullable Territory territory, Moment moment) {
        Subject subject = new Subject(account, territory, moment, slots);
        sessions.fire(subject);
        int[] ranks = subject.matched();
        List<Rule> rules = new ArrayList<>(ranks.length);
        for (int rank : ranks) {
            rules.add(byRank.get(rank));
        }
        return rules;
    }

    private static org.drools.model.Rule modelOf(int rank, List<RuleTests.NamedTest> tests) {
        Variable<Subject> subject = DSL.declarationOf(Subject.class);
        PatternDSL.PatternDef<Subject> pattern = PatternDSL.pattern(subject);
        for (RuleTests.NamedTest named : tests) {
            Predicate1<Subject> test = named.test()::test;
            pattern.expr(named.id(), test);
        }
        return PatternDSL.rule(PACKAGE, Integer.toString(rank))
                .build(pattern, DSL.on(subject).execute(matched -> matched.match(rank)));
    }

    @Override
    public void close() {
        sessions.close();
    }
}
