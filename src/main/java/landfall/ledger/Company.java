package landfall.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The company that some keys lead to. Where they lead to several, those are one company from now on, and the one founded
 * first is it.
 *
 * @param founding number of the decision that founded it; empty: no key is known yet
 * @param owning the decision that last said who owns it
 * @param newKeys those that led nowhere
 * @param merged the others, founded later
 */
record Company(OptionalLong founding, Optional<Entry> owning, List<String> newKeys, List<Long> merged) {

    /** Its owner, where it has one. */
    Optional<CompanyHolding> holding() {
        return owning.map(Entry::companyHolding);
    }

    static Company of(List<String> keys, Lookup lookup) {
        TreeMap<Long, Optional<Entry>> found = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        for (String key : new TreeSet<>(keys)) {
            Optional<Entry> entry = lookup.find(IndexKey.companyKey(key));
            Long founding = entry.map(Entry::company).orElse(null);
            if (founding == null) {
                unknown.add(key);
            } else {
                follow(founding, lookup, found);
            }
        }
        if (found.isEmpty()) {
            return new Company(OptionalLong.empty(), Optional.empty(), unknown, List.of());
        }
        long first = found.firstKey();
        return new Company(
                OptionalLong.of(first),
                found.firstEntry().getValue(),
                unknown,
                List.copyOf(found.tailMap(first, false).keySet()));
    }

    /** The company that it is a part of, itself where it is part of none. */
    static long whole(long founding, Lookup lookup) {
        TreeMap<Long, Optional<Entry>> found = new TreeMap<>();
        follow(founding, lookup, found);
        return found.firstKey();
    }

    /** A company found to be part of an older one has a decision that says so; that one may be part of yet another. */
    private static void follow(long founding, Lookup lookup, TreeMap<Long, Optional<Entry>> found) {
        long company = founding;
        while (!found.containsKey(company)) {
            Optional<Entry> changed = lookup.find(IndexKey.company(company));
            Long older = changed.map(Entry::company).orElse(company);
            if (older == company) {
                Optional<Entry> owning = changed.isPresent() ? changed : lookup.find(company);
                found.put(company, owning);
                return;
            }
            company = older;
        }
    }
}
