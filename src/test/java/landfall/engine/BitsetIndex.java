package landfall.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import landfall.facts.Account;
import landfall.language.Condition.Compare;
import landfall.language.Condition.In;
import landfall.language.Literal;
import landfall.language.Rule;

/** The floor that figures stand beside: a hand-written index for the rules of {@link FigureSet} alone, no engine. */
final class BitsetIndex {

    private final List<Rule> rules;
    private final List<Map<String, BitSet>> byField = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
    private final long[] from;
    private final long[] to;

    BitsetIndex(List<Rule> rules) {
        this.rules = rules;
        from = new long[rules.size()];
        to = new long[rules.size()];
        for (int rule = 0; rule < rules.size(); rule++) {
            var conditions = rules.get(rule).patterns().get(0).conditions();
            for (int field = 0; field < 3; field++) {
                for (Literal literal : ((In) conditions.get(field)).literals()) {
                    byField.get(field)
                            .computeIfAbsent((String) literal.value(), key -> new BitSet())
                            .set(rule);
                }
            }
            from[rule] =
                    cents((BigDecimal) ((Compare) conditions.get(3)).literal().value());
            to[rule] =
                    cents((BigDecimal) ((Compare) conditions.get(4)).literal().value());
        }
    }

    List<Rule> match(Account account) {
        BitSet one = byField.get(0).get(account.country());
        BitSet two = byField.get(1).get(account.region());
        BitSet three = byField.get(2).get(account.industry());
        List<Rule> matched = new ArrayList<>();
        if (one == null || two == null || three == null || account.dealSize() == null) {
            return matched;
        }
        BitSet all = (BitSet) one.clone();
        all.and(two);
        all.and(three);
        long size = cents(account.dealSize());
        for (int rule = all.nextSetBit(0); rule >= 0; rule = all.nextSetBit(rule + 1)) {
            if (size >= from[rule] && size < to[rule]) {
                matched.add(rules.get(rule));
            }
        }
        return matched;
    }

    private static long cents(BigDecimal amount) {
        return amount.movePointRight(2).longValueExact();
    }
}
