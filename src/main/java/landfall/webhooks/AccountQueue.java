package landfall.webhooks;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One account's events on their way to one webhook, in the order of the ledger. */
final class AccountQueue {

    private final TreeMap<Long, Event> events = new TreeMap<>();
    private @Nullable Event current;

    void add(Event event) {
        events.put(event.position, event);
        if (current == null || (!current.underWay && event.position < current.position)) {
            current = event;
        }
    }

    void remove(Event event) {
        events.remove(event.position);
        current = events.isEmpty() ? null : events.firstEntry().getValue();
    }

    /** The one that is under way or comes next; null where there is none. */
    @Nullable
    Event current() {
        return current;
    }

    /** Whether one waits for another attempt, so that those behind it wait, too. */
    boolean hasParked() {
        return events.values().stream().anyMatch(event -> event.parked);
    }

    List<Event> events() {
        return List.copyOf(events.values());
    }
}
