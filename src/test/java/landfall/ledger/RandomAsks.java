package landfall.ledger;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What callers ask under load: mostly new accounts, half of them of companies that several accounts share; now and then a key that was
 * asked before, a key that another caller asks at this moment, or a known account with a new key.
 */
final class RandomAsks {
    private static final int COMPANY_SIZE = 8;

    private final History history;
    private final List<String> pools;
    private final AtomicInteger accounts = new AtomicInteger();
    private final AtomicInteger keys = new AtomicInteger();
    private volatile History.@Nullable Ask newest;

    RandomAsks(History history, List<String> pools) {
        this.history = history;
        this.pools = List.copyOf(pools);
    }

    History.Ask next(Random random) {
        History.Ask before = newest;
        if (before != null && random.nextInt(20) == 0) {
            return before;
        }
        History.Ask earlier = random.nextInt(20) == 0 ? earlier(random) : null;
        if (earlier != null && random.nextBoolean()) {
            return earlier;
        }
        History.Ask ask = earlier == null ? fresh(random) : again(earlier);
        newest = ask;
        return ask;
    }

    /** Any that was asked so far; null where there is none. */
    History.@Nullable Ask earlier(Random random) {
        int size = history.size();
        History.Call call = size == 0 ? null : history.get(random.nextInt(size));
        return call == null ? null : call.ask();
    }

    private History.Ask again(History.Ask earlier) {
        return new History.Ask(key(), earlier.account(), earlier.company(), earlier.pool());
    }

    private History.Ask fresh(Random random) {
        int number = accounts.incrementAndGet();
        int company = number / (2 * COMPANY_SIZE);
        return new History.Ask(
                key(),
                "account" + number,
                number % 2 == 0 ? "company" + company : null,
                pools.get(random.nextInt(pools.size())));
    }

    private String key() {
        return "key" + keys.incrementAndGet();
    }
}
