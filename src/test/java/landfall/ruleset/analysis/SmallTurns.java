package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random rules of few values that claim accounts, and say whose turn it is in their territories. */
final class SmallTurns {

    private static final List<String> ACCOUNT = List.of(
            "industry == \"Software\"",
            "industry != \"Software\"",
            "industry in (\"Software\", \"Banking\")",
            "industry == null",
            "industry str[startsWith] \"M\"",
            "dealSize >= 10",
            "dealSize < 10",
            "dealSize == 20",
            "dealSize == null",
            "existingCustomer == true",
            "existingCustomer != true");

    private static final List<String> TERRITORY = List.of(
            "id == \"us-west\"",
            "id in (\"us-west\", \"us-east\", \"specialists\")",
            "id != \"japan\"",
            "id != \"us-west\"",
            "parent == \"us\"",
            "parent != \"us\"",
            "parent == null",
            "type == \"territory\"",
            "type != \"territory\"",
            "type == \"overlay\"",
            "type == \"queue\"",
            "role == \"sdr\"",
            "role == null",
            "ownerRep == \"alice\"",
            "ownerRep != \"alice\"",
            "ownerRep in (\"alice\", \"dora\")",
            "ownerRep == null");

    private static final List<String> CLAIMS = List.of(
            "routing.territory(\"us-west\");",
            "routing.territory(\"us-east\");",
            "routing.territory(\"japan\");",
            "routing.territory(\"partners\");",
            "routing.rep(\"alice\");",
            "routing.rep(\"dora\"); routing.overlay(\"specialists\");",
            "routing.territory(\"us-west\"); routing.overlay(\"specialists\");",
            "routing.overlay(\"specialists\");",
            "routing.overlay(\"others\");",
            "routing.territoryFrom(\"byIndustry\", \"industry\");");

    private static final List<String> TURNS = List.of(
            "routing.roundRobin(\"alice\", \"bob\");", "routing.roundRobin(\"bob\");", "routing.inOrder(\"bob\");");

    private final Random random;

    SmallTurns(Random random) {
        this.random = random;
    }

    String rules() {
        StringBuilder rules = new StringBuilder("global java.util.Set large;\n");
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            header(rules, "C" + left);
            rules.append("    Account( ").append(some(ACCOUNT, 2)).append(" )\n");
            rules.append("then\n    ").append(any(CLAIMS)).append("\nend\n");
        }
        for (int left = 1 + random.nextInt(5); left > 0; left--) {
            header(rules, "T" + left);
            rules.append("    Territory( ").append(some(TERRITORY, 2)).append(" )\n");
            if (random.nextInt(2) == 0) {
                rules.append("    Account( ").append(some(ACCOUNT, 2)).append(" )\n");
            }
            if (random.nextInt(5) == 0) {
                rules.append("    Clock( zone == \"Asia/Tokyo\", ")
                        .append(any(List.of("hour >= 9, hour < 18", "hour < 9", "dayOfWeek != \"SUN\"")))
                        .append(" )\n");
            }
            rules.append("then\n    ").append(any(TURNS)).append("\nend\n");
        }
        return rules.toString();
    }

    private void header(StringBuilder rules, String name) {
        rules.append("rule \"").append(name).append("\"\n    salience ").append(10 * random.nextInt(3));
        switch (random.nextInt(14)) {
            case 0 -> rules.append(" date-expires \"01-May-2026\"");
            case 1 -> rules.append(" date-effective \"01-May-2026\"");
            default -> {}
        }
        rules.append("\nwhen\n");
    }

    private String some(List<String> conditions, int most) {
        List<String> some = new ArrayList<>();
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            String one = any(conditions);
            some.add(
                    switch (random.nextInt(6)) {
                        case 0 -> "!(" + one + ")";
                        case 1 -> "(" + one + " || " + any(conditions) + ")";
                        default -> one;
                    });
        }
        return String.join(", ", some);
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
