package landfall.ruleset.analysis;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import landfall.engine.ConditionMeaning;
import landfall.engine.Moment;
import landfall.engine.RulePeriod;
import landfall.facts.Account;
import landfall.language.Condition.Comparison;
import landfall.roster.Rep;
import landfall.roster.Roster;

/** From a moment on, all moments at which clocks, dates of rules and the reps' first and last days answer alike. */
final class MomentDimension implements Dimension {

    private final Map<String, Integer> questions = new HashMap<>();
    /** Of clocks; they come first. */
    private final List<Predicate<Moment>> tests = new ArrayList<>();
    /** Of dates, whose answers change at known moments only. */
    private final List<Predicate<Instant>> steps = new ArrayList<>();

    private final Map<BitSet, Integer> numbers = new LinkedHashMap<>();
    private final List<BitSet> answers = new ArrayList<>();
    private final List<Instant> examples = new ArrayList<>();
    private final Moments moments;
    private final BitSet all = new BitSet();

    /** @param reps those who aren't there always */
    MomentDimension(
            Instant from,
            Collection<ZonedCondition> asked,
            Collection<RulePeriod> periods,
            Collection<String> reps,
            Roster roster,
            ZoneId defaultZone,
            ConditionMeaning meaning) {
        TreeSet<Instant> boundaries = new TreeSet<>();
        for (ZonedCondition each : asked) {
            Predicate<Object> test = meaning.onFact(each.condition());
            if (questions.putIfAbsent(each.id(), tests.size()) == null) {
                tests.add(moment -> test.test(moment.clock(each.zone())));
            }
        }
        for (RulePeriod period : periods) {
            ask(period.toString(), period::holdsAt);
            if (period.from() != null) {
                boundaries.add(period.from());
            }
            if (period.until() != null) {
                boundaries.add(period.until());
            }
        }
        for (String id : reps) {
            ask("rep " + id, instant -> roster.isActive(id, instant, defaultZone));
            roster.rep(id).ifPresent(rep -> boundaries.addAll(boundaries(rep, defaultZone)));
        }
        moments = new Moments(from, asked, boundaries);
        BitSet dates = new BitSet();
        for (Instant instant : moments.list()) {
            if (instant.equals(from) || boundaries.contains(instant)) {
                dates.clear();
                for (int step = 0; step < steps.size(); step++) {
                    dates.set(tests.size() + step, steps.get(step).test(instant));
                }
            }
            Moment moment = new Moment(instant, roster.holidays());
            BitSet answer = (BitSet) dates.clone();
            for (int question = 0; question < tests.size(); question++) {
                answer.set(question, tests.get(question).test(moment));
            }
            if (numbers.putIfAbsent(answer, answers.size()) == null) {
                answers.add(answer);
                examples.add(instant);
            }
        }
        all.set(0, answers.size());
    }

    /** The midnights at which a rep begins and ends. */
    static List<Instant> boundaries(Rep rep, ZoneId defaultZone) {
        ZoneId zone = rep.zoneOr(defaultZone);
        List<Instant> boundaries = new ArrayList<>(2);
        if (rep.activeFrom() != null) {
            boundaries.add(rep.activeFrom().atStartOfDay(zone).toInstant());
        }
        if (rep.activeTo() != null) {
            boundaries.add(rep.activeTo().plusDays(1).atStartOfDay(zone).toInstant());
        }
        return boundaries;
    }

    private void ask(String id, Predicate<Instant> test) {
        if (questions.putIfAbsent(id, tests.size() + steps.size()) == null) {
            steps.add(test);
        }
    }

    BitSet where(ZonedCondition condition) {
        return where(condition.id());
    }

    BitSet during(RulePeriod period) {
        return where(period.toString());
    }

    /** When the rep is active; always where nothing else was asked of him. */
    BitSet active(String rep) {
        return questions.containsKey("rep " + rep) ? where("rep " + rep) : (BitSet) all.clone();
    }

    private BitSet where(String id) {
        Integer question = questions.get(id);
        if (question == null) {
            throw new IllegalArgumentException("not asked of moments: " + id);
        }
        BitSet bits = new BitSet();
        for (int each = 0; each < answers.size(); each++) {
            bits.set(each, answers.get(each).get(question));
        }
        return bits;
    }

    /** The first moment of the class. */
    Instant example(int each) {
        return examples.get(each);
    }

    /** Up to when clocks were looked at; {@link Instant#MAX} where none is asked. */
    Instant until() {
        return moments.until();
    }

    boolean isCut() {
        return moments.isCut();
    }

    @Override
    public String name() {
        return "moment";
    }

    @Override
    public BitSet all() {
        return all;
    }

    @Override
    public BitSet where(Comparison comparison) {
        throw new IllegalArgumentException("a clock is asked in its zone: " + comparison.place());
    }

    @Override
    public boolean show(int each, Map<String, Object> account) {
        return true;
    }

    @Override
    public String text(BitSet classes) {
        int first = classes.nextSetBit(0);
        return first < 0 ? "never" : first == 0 ? "some, now among them" : "some, such as " + example(first);
    }

    @Override
    public boolean isUsual(BitSet classes) {
        return false;
    }

    @Override
    public int of(Account account) {
        return -1;
    }
}
