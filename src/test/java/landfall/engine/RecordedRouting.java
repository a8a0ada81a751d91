package landfall.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import landfall.facts.Routing;

/** Writes down what rules that Drools runs itself say. */
final class RecordedRouting implements Routing, Routing.Turns {

    private final List<String> calls = new ArrayList<>();

    List<String> calls() {
        return calls;
    }

    @Override
    public void territory(String territory) {
        record("territory", territory);
    }

    @Override
    public void rep(String rep) {
        record("rep", rep);
    }

    @Override
    public void territoryFrom(String list, String field) {
        record("territoryFrom", list, field);
    }

    @Override
    public void repFrom(String list, String field) {
        record("repFrom", list, field);
    }

    @Override
    public void overlay(String territory) {
        record("overlay", territory);
    }

    @Override
    public void reason(String sentence) {
        record("reason", sentence);
    }

    @Override
    public Turns roundRobin(Object... members) {
        return record("roundRobin", members);
    }

    @Override
    public Turns weighted(Object... members) {
        return record("weighted", members);
    }

    @Override
    public Turns onDuty(String period, String from, Object... members) {
        return record("onDuty", period, from, Arrays.asList(members));
    }

    @Override
    public Turns onDutyCalendar(String calendar) {
        return record("onDutyCalendar", calendar);
    }

    @Override
    public Turns leastLoaded(Object... members) {
        return record("leastLoaded", members);
    }

    @Override
    public Turns inOrder(Object... members) {
        return record("inOrder", members);
    }

    @Override
    public Turns pool(String pool) {
        return record("pool", pool);
    }

    @Override
    public Turns cap(int turns, String period) {
        return record("cap", turns, period);
    }

    @Override
    public Turns duringWorkingHours() {
        return record("duringWorkingHours");
    }

    @Override
    public Turns orNextOnShift() {
        return record("orNextOnShift");
    }

    @Override
    public Turns keepOwner() {
        return record("keepOwner");
    }

    @Override
    public Turns acceptWithin(String workingTime) {
        return record("acceptWithin", workingTime);
    }

    private Turns record(String verb, Object... arguments) {
        calls.add(verb + Arrays.toString(arguments));
        return this;
    }
}
