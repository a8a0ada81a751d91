package landfall.account;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import org.jspecify.annotations.Nullable;

/** The names of what a caller can send: Account's fields, what they are cleaned from, and words that are no fields. */
final class InputFields {

    /** Sent beside Account's fields; each stands in the order of answers behind the field that it becomes. */
    private static final Map<String, String> BESIDE = Map.of(
            "corporateNumber", "company",
            "duns", "company",
            "parentCorporateNumber", "parentCompany",
            "parentDuns", "parentCompany",
            "parentDomain", "parentCompany",
            "website", "domain",
            "url", "domain",
            "location", "city");

    /** Flags of a call. */
    private static final Set<String> RESERVED =
            Set.of("test", "reassign", "match", "idempotencyKey", "at", "version", "attributes", "numbers");

    private static final Map<String, Integer> ORDER = new LinkedHashMap<>();
    private static final Map<String, String> BY_FOLDED = new HashMap<>();
    private static final Set<String> PERSONAL;

    static {
        List<Field> fields = Fields.of(FactType.ACCOUNT);
        for (int i = 0; i < fields.size(); i++) {
            ORDER.put(fields.get(i).name(), 2 * i);
        }
        BESIDE.forEach((name, field) -> ORDER.put(name, ORDER.getOrDefault(field, 0) + 1));
        ORDER.keySet().forEach(name -> BY_FOLDED.put(folded(name), name));
        RESERVED.forEach(name -> BY_FOLDED.put(folded(name), name));
        PERSONAL = Set.copyOf(
                fields.stream().filter(Field::personal).map(Field::name).toList());
    }

    private InputFields() {}

    /** The field or reserved word that a caller's name means, whatever its case, hyphens and underscores; else null. */
    static @Nullable String known(String name) {
        return ORDER.containsKey(name) || RESERVED.contains(name) ? name : BY_FOLDED.get(folded(name));
    }

    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    static boolean isPersonal(String field) {
        return PERSONAL.contains(field);
    }

    /** Where the field stands among others; further fields come last. */
    static int order(String field) {
        return ORDER.getOrDefault(field, Integer.MAX_VALUE);
    }

    private static String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '-' && c != ' ') {
                folded.append(c);
            }
        }
        return folded.toString().toLowerCase(Locale.ROOT);
    }
}
