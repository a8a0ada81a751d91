package landfall.engine;

import static landfall.engine.Sketch.account;
import static landfall.engine.Sketch.clock;
import static landfall.engine.Sketch.compare;
import static landfall.engine.Sketch.in;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import landfall.engine.Sketch.RuleSketch;
import landfall.facts.Account;
import landfall.language.Rule;

/**
 * The rules and accounts that figures are measured with: five conditions each, three of them {@code in}. Every tenth
 * account has a field that is not known.
 *
 * @param countries how many there are; likewise regions and industries
 */
record FigureSet(int countries, int regions, int industries, long seed) {

    private static final int TOP_DEAL = 1_000_000;

    /** Real ones as far as they go, so that the rules pass every check. */
    private static final List<String> COUNTRIES = List.of(
            ("US CA MX BR AR CL CO PE GB IE FR DE NL BE LU CH AT IT ES PT SE NO DK FI PL CZ SK HU RO BG GR TR IL AE "
                            + "SA ZA IN JP KR AU")
                    .split(" "));

    private static final List<String> REGIONS = List.of(
            ("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND "
                            + "OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY")
                    .split(" "));

    List<Rule> rules(int count, boolean clocks) {
        Random random = new Random(seed);
        List<Rule> rules = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            int from = random.nextInt(16) * (TOP_DEAL / 20);
            int to = from + TOP_DEAL / 20 * (2 + random.nextInt(6));
            RuleSketch sketch = Sketch.rule("rule " + index)
                    .salience(random.nextInt(100))
                    .account(
                            in(account("country"), some(random, "C", countries, 1 + random.nextInt(3))),
                            in(account("region"), some(random, "R", regions, 2 + random.nextInt(4))),
                            in(account("industry"), some(random, "Industry ", industries, 2 + random.nextInt(3))),
                            compare(account("dealSize"), ">=", from),
                            compare(account("dealSize"), "<", to));
            if (clocks) {
                sketch.clock(
                        List.of("America/Los_Angeles", "Europe/London", "Asia/Tokyo")
                                .get(index % 3),
                        compare(clock("hour"), ">=", index % 2 == 0 ? 0 : 8),
                        compare(clock("hour"), "<", 24));
            }
            rules.add(sketch.build());
        }
        return rules;
    }

    /** Ten rules of the same form, so wide that about as many match as of the many. */
    List<Rule> tenRules() {
        Random random = new Random(seed);
        List<Rule> rules = new ArrayList<>();
        for (int index = 0; index < 10; index++) {
            rules.add(Sketch.rule("wide rule " + index)
                    .account(
                            in(account("country"), some(random, "C", countries, countries / 2)),
                            in(account("region"), some(random, "R", regions, regions / 2)),
                            in(account("industry"), some(random, "Industry ", industries, industries / 2)),
                            compare(account("dealSize"), ">=", TOP_DEAL / 20),
                            compare(account("dealSize"), "<", TOP_DEAL))
                    .build());
        }
        return rules;
    }

    List<Account> accounts(int count) {
        Random random = new Random(seed + 1);
        List<Account> accounts = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            boolean unknown = random.nextInt(10) == 0;
            Account.Builder builder = Account.builder()
                    .source("figures")
                    .externalId(Integer.toString(index))
                    .country(code("C", random.nextInt(countries)))
                    .region(unknown ? null : code("R", random.nextInt(regions)))
                    .industry(code("Industry ", random.nextInt(industries)))
                    .dealSize(BigDecimal.valueOf(random.nextInt(TOP_DEAL * 100), 2));
            accounts.add(builder.build());
        }
        return accounts;
    }

    private static Object[] some(Random random, String prefix, int all, int wanted) {
        TreeSet<String> codes = new TreeSet<>();
        while (codes.size() < wanted) {
            codes.add(code(prefix, random.nextInt(all)));
        }
        return codes.toArray();
    }

    private static String code(String prefix, int index) {
        List<String> real = prefix.equals("C") ? COUNTRIES : prefix.equals("R") ? REGIONS : List.of();
        if (index < real.size()) {
            return real.get(index);
        }
        return String.format(Locale.ROOT, "%s%03d", prefix, index);
    }

    static int[] shuffled(int count, long seed) {
        int[] order = new int[count];
        Arrays.setAll(order, index -> index);
        Random random = new Random(seed);
        for (int index = count - 1; index > 0; index--) {
            int other = random.nextInt(index + 1);
            int kept = order[index];
            order[index] = order[other];
            order[other] = kept;
        }
        return order;
    }
}
