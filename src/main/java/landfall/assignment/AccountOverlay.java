package landfall.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import landfall.facts.Account;

/**
 * A known account, and what was said of it anew: what nothing is said of stays, unless it goes with something that changed.
 * Without personal fields.
 */
final class AccountOverlay {

    private static final List<String> PLACE =
            List.of("region", "place", "city", "postalCode", "postalArea", "postalDistrict", "latitude", "longitude");
    private static final List<String> POSTAL = List.of("postalArea", "postalDistrict");
    private static final List<String> MONEY =
            List.of("dealSize", "dealSizeLocal", "annualRevenue", "annualRevenueLocal");
    private static final Set<String> NESTED = Set.of("attributes", "numbers");
    /** Whoever owns it is the book's to say. */
    private static final Set<String> LEFT = Set.of("currentOwner");

    private final ObjectNode whole;
    private boolean changed;

    private AccountOverlay(ObjectNode known) {
        this.whole = known;
    }

    /** The account, and whether it differs from the known one. */
    record Result(Account account, boolean changed) {}

    /** @param saysCustomer whether anything was said of existingCustomer: no is not written */
    static Result of(Account known, Account said, boolean saysCustomer) {
        AccountOverlay overlay = new AccountOverlay(CanonicalJson.tree(known));
        if (saysCustomer && !said.existingCustomer() && overlay.whole.remove("existingCustomer") != null) {
            overlay.changed = true;
        }
        ObjectNode news = CanonicalJson.tree(said);
        overlay.prepare(known, said, news);
        news.properties().forEach(field -> {
            if (!LEFT.contains(field.getKey())) {
                overlay.put(field.getKey(), field.getValue());
            }
        });
        return overlay.changed ? new Result(CanonicalJson.account(overlay.whole), true) : new Result(known, false);
    }

    /** What no longer fits goes; what was only derived doesn't come. */
    private void prepare(Account known, Account said, ObjectNode news) {
        dropWhereOther("country", news, PLACE);
        dropWhereOther("postalCode", news, POSTAL);
        dropWhereOther("currency", news, MONEY);
        amount("dealSize", news);
        amount("annualRevenue", news);
        boolean derived = said.company() != null && said.company().equals(said.domain());
        boolean given = known.company() != null && !known.company().equals(known.domain());
        if (derived && given) {
            news.remove("company");
        }
        if (whole.get("numbers") instanceof ObjectNode numbers && news.get("attributes") instanceof ObjectNode texts) {
            texts.properties().forEach(text -> {
                JsonNode before = whole.path("attributes").get(text.getKey());
                if (!text.getValue().equals(before)) {
                    numbers.remove(text.getKey());
                }
            });
        }
    }

    private void dropWhereOther(String field, ObjectNode news, List<String> dependent) {
        JsonNode said = news.get(field);
        JsonNode known = whole.get(field);
        if (said != null && known != null && !isSame(known, said)) {
            whole.remove(dependent);
        }
    }

    /** The same amount in its own currency is the same, whatever it is worth today. */
    private void amount(String field, ObjectNode news) {
        JsonNode said = news.get(field + "Local");
        JsonNode known = whole.get(field + "Local");
        if (said == null) {
            return;
        }
        if (known != null && isSame(known, said)) {
            news.remove(field);
        } else {
            whole.remove(field);
        }
    }

    private void put(String name, JsonNode value) {
        JsonNode known = whole.get(name);
        if (NESTED.contains(name) && known instanceof ObjectNode nested) {
            value.properties().forEach(field -> {
                JsonNode before = nested.get(field.getKey());
                if (before == null || !isSame(before, field.getValue())) {
                    nested.set(field.getKey(), field.getValue());
                    changed = true;
                }
            });
        } else if (known == null || !isSame(known, value)) {
            whole.set(name, value);
            changed = true;
        }
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return one.equals(other);
    }
}
