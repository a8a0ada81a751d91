package landfall.engine;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import landfall.facts.Account;
import landfall.facts.Territory;
import landfall.language.FactType;
import landfall.language.Operand;
import org.jspecify.annotations.Nullable;

/** The values that the rules of one network ask for, each read once for a subject; filled while rules are compiled. */
final class Slots {

    private record Key(FactType fact, String text) {}

    private final Map<Key, Integer> slots = new LinkedHashMap<>();
    private final List<Operand> operands = new ArrayList<>();
    private final Map<String, ClockTest> clockTests = new LinkedHashMap<>();

    /** The slot of that value of the account or the territory. */
    int slot(Operand operand) {
        return slots.computeIfAbsent(new Key(operand.fact(), operand.text()), key -> {
            operands.add(operand);
            return operands.size() - 1;
        });
    }

    /** The one test that has this id. */
    ClockTest clockTest(String id, ZoneId zone, List<Predicate<Object>> conditions) {
        return clockTests.computeIfAbsent(id, key -> new ClockTest(clockTests.size(), zone, conditions));
    }

    boolean readsAccounts() {
        return operands.stream().anyMatch(operand -> operand.fact() == FactType.ACCOUNT);
    }

    int clockCount() {
        return clockTests.size();
    }

    @Nullable
    Object[] read(Account account, @Nullable Territory territory) {
        @Nullable Object[] values = new @Nullable Object[operands.size()];
        for (int slot = 0; slot < values.length; slot++) {
            Operand operand = operands.get(slot);
            Object fact = operand.fact() == FactType.ACCOUNT ? account : territory;
            values[slot] = fact == null ? null : operand.read(fact);
        }
        return values;
    }
}
