package landfall.facts;

/**
 * What the actions of a rule file can say. Landfall reads actions as data and never calls this; it exists so that any
 * Drools tool can compile the same files, with {@code global landfall.facts.Routing routing}.
 */
public interface Routing {

    void territory(String territory);

    void rep(String rep);

    void territoryFrom(String list, String field);

    void repFrom(String list, String field);

    void overlay(String territory);

    void reason(String sentence);

    Turns roundRobin(Object... members);

    Turns weighted(Object... members);

    Turns onDuty(String period, String from, Object... members);

    Turns onDutyCalendar(String calendar);

    Turns leastLoaded(Object... members);

    Turns inOrder(Object... members);

    /** How the turns of a rotation are narrowed. */
    interface Turns {

        Turns pool(String pool);

        Turns cap(int turns, String period);

        Turns duringWorkingHours();

        Turns orNextOnShift();

        Turns keepOwner();

        Turns acceptWithin(String workingTime);
    }
}
