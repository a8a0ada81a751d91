package landfall.ruleset.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import landfall.facts.Account;
import landfall.ruleset.RuleFile;
import org.jspecify.annotations.Nullable;

/** Random rules over few values, and every account that they could tell apart. */
final class SmallWorld {

    static final RuleFile INDUSTRIES =
            AnalysedRules.file("lists/byIndustry.csv", "industry,territory\nSoftware,us-west\nBanking,japan\n");
    static final RuleFile LARGE = AnalysedRules.file("lists/large.csv", "industry\nBanking\nMining\n");

    private static final List<String> CONDITIONS = List.of(
            "country == \"US\"",
            "country != \"US\"",
            "country in (\"US\", \"JP\")",
            "country not in (\"US\", \"JP\")",
            "country == null",
            "region in (\"CA\", \"13\")",
            "region == \"OR\"",
            "region == null",
            "place == \"US-CA\"",
            "place not in (\"US-CA\", \"JP-13\")",
            "place str[startsWith] \"US-\"",
            "industry == \"Software\"",
            "industry != \"Software\"",
            "industry in (\"Software\", \"Banking\")",
            "industry not in (\"Software\", \"Banking\")",
            "industry == null",
            "industry != null",
            "industry memberOf large",
            "industry not memberOf large",
            "industry contains \"an\"",
            "industry str[startsWith] \"M\"",
            "dealSize >= 10",
            "dealSize < 10",
            "dealSize > 10",
            "dealSize <= 20",
            "dealSize >= 20.0",
            "dealSize == 20",
            "dealSize != 10",
            "dealSize in (10, 20)",
            "dealSize == null",
            "employees < 3",
            "employees > 1",
            "employees >= 0",
            "employees == 2",
            "existingCustomer == true",
            "existingCustomer != true",
            "tags contains \"vip\"",
            "tags not contains \"vip\"");

    private static final List<String> ACTIONS = List.of(
            "routing.territory(\"us-west\");",
            "routing.territory(\"us-east\");",
            "routing.rep(\"alice\");",
            "routing.rep(\"dora\");",
            "routing.territory(\"us-west\"); routing.overlay(\"specialists\");",
            "routing.overlay(\"specialists\");",
            "routing.overlay(\"others\");",
            "routing.territoryFrom(\"byIndustry\", \"industry\");");

    private static final List<@Nullable String> INDUSTRY =
            Arrays.asList(null, "Software", "Banking", "Mining", "Media", "Management", "Other", "Transport");
    private static final List<@Nullable BigDecimal> NONE = numbers((String) null);
    private static final List<@Nullable BigDecimal> DEALS = numbers(null, "3", "10", "15", "20.00", "21");
    private static final List<@Nullable BigDecimal> EMPLOYEES = numbers(null, "1", "2", "7");

    private final Random random;

    SmallWorld(Random random) {
        this.random = random;
    }

    String rules() {
        StringBuilder rules = new StringBuilder("global java.util.Set large;\n");
        int count = 1 + random.nextInt(7);
        for (int each = 0; each < count; each++) {
            rules.append("rule \"R").append(each).append("\"\n    salience ").append(10 * random.nextInt(3));
            switch (random.nextInt(12)) {
                case 0 -> rules.append(" date-expires \"01-May-2026\"");
                case 1 -> rules.append(" date-effective \"01-May-2026\"");
                case 2 -> rules.append(" date-expires \"01-Feb-2026\"");
                default -> {}
            }
            List<String> conditions = new ArrayList<>();
            for (int left = random.nextInt(4); left > 0; left--) {
                conditions.add(condition(2));
            }
            rules.append("\nwhen\n    Account( ")
                    .append(String.join(", ", conditions))
                    .append(" )\n");
            if (random.nextInt(6) == 0) {
                rules.append("    Clock( zone == \"Asia/Tokyo\", ")
                        .append(any(List.of("hour >= 9, hour < 18", "hour < 9", "dayOfWeek != \"SUN\"", "hour >= 0")))
                        .append(" )\n");
            }
            rules.append("then\n    ").append(any(ACTIONS)).append("\nend\n");
        }
        return rules.toString();
    }

    private String condition(int depth) {
        if (depth > 0 && random.nextInt(4) == 0) {
            String one = condition(depth - 1);
            String other = condition(depth - 1);
            return switch (random.nextInt(3)) {
                case 0 -> "!(" + one + ")";
                case 1 -> "(" + one + " && " + other + " || " + condition(depth - 1) + ")";
                default -> "(" + one + " || " + other + ")";
            };
        }
        return any(CONDITIONS);
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** One of each kind that these rules could tell apart; what they don't name is not known. */
    static List<Account> accounts(String rules) {
        List<Account> accounts = new ArrayList<>();
        boolean places = rules.contains("country") || rules.contains("region") || rules.contains("place");
        boolean industries = rules.contains("industry");
        List<@Nullable BigDecimal> deals = rules.contains("dealSize") ? DEALS : NONE;
        for (@Nullable String[] place : places ? places() : List.<@Nullable String[]>of(new String[3])) {
            for (String industry : industries ? INDUSTRY : Arrays.asList((String) null)) {
                for (BigDecimal deal : deals) {
                    for (BigDecimal employees : rules.contains("employees") ? EMPLOYEES : NONE) {
                        Account account = Account.builder()
                                .country(place[0])
                                .region(place[1])
                                .place(place[2])
                                .industry(industry)
                                .dealSize(deal)
                                .employees(employees == null ? null : employees.intValueExact())
                                .build();
                        accounts.add(account);
                        if (rules.contains("existingCustomer")) {
                            accounts.add(
                                    account.toBuilder().existingCustomer(true).build());
                        }
                        if (rules.contains("tags")) {
                            accounts.add(account.toBuilder().tag("vip").build());
                            accounts.add(account.toBuilder()
                                    .tag("vip")
                                    .existingCustomer(true)
                                    .build());
                        }
                    }
                }
            }
        }
        return accounts;
    }

    private static List<@Nullable BigDecimal> numbers(@Nullable String... texts) {
        List<@Nullable BigDecimal> numbers = new ArrayList<>();
        for (String text : texts) {
            numbers.add(text == null ? null : new BigDecimal(text));
        }
        return numbers;
    }

    private static List<@Nullable String[]> places() {
        List<@Nullable String[]> places = new ArrayList<>();
        for (String place : List.of("US-CA", "US-OR", "US-TX", "JP-13", "JP-27", "FR-IDF")) {
            places.add(new @Nullable String[] {place.substring(0, 2), place.substring(3), place});
        }
        for (String country : List.of("US", "JP", "FR")) {
            places.add(new @Nullable String[] {country, null, null});
        }
        for (String region : Arrays.asList(null, "CA", "OR", "TX", "13")) {
            places.add(new @Nullable String[] {null, region, null});
        }
        places.add(place("13"));
        places.add(place("CA"));
        places.add(place("OR"));
        return places;
    }

    /** A subdivision of that code in a country that no rule names. */
    private static @Nullable String[] place(String region) {
        String place = landfall.account.KnownPlaces.subdivisions().stream()
                .filter(each -> each.substring(3).equals(region))
                .filter(each -> !each.startsWith("US-") && !each.startsWith("JP-"))
                .findFirst()
                .orElse("FR-IDF");
        return new @Nullable String[] {place.substring(0, 2), place.substring(3), place};
    }
}
