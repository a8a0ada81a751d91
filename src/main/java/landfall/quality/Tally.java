package landfall.quality;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import landfall.account.CleanedAccount.Change;
import landfall.assignment.CanonicalJson;
import landfall.assignment.SeenAccount;
import landfall.facts.Account;
import landfall.ledger.StoredDecision;
import org.jspecify.annotations.Nullable;

/** Counts decisions, one after the other. For one thread. */
final class Tally {

    private static final int LONGEST = 200;
    private static final int LONGEST_ID = 1_000;
    /** What cleaning says of a text that means "nothing". */
    private static final String NOTHING = "stands for nothing";

    private final ZoneId zone;
    private final Set<String> industries;
    private final Map<DayOfSource, Figures> days = new LinkedHashMap<>();
    private final Map<List<String>, ValueRow> values = new LinkedHashMap<>();
    private final List<Print> prints = new ArrayList<>();

    /** The day and the source of a row. */
    record DayOfSource(LocalDate day, String source) {}

    /** The domain or the name that an account came with, and its print: 64 bits. */
    record Print(long print, DuplicateRow row) {}

    /**
     * Has counted nothing.
     *
     * @param zone by which days begin
     * @param industries that the rules know; empty where they look at none
     */
    Tally(ZoneId zone, Set<String> industries) {
        this.zone = zone;
        this.industries = industries;
    }

    void add(StoredDecision decision) {
        SeenAccount seen = CanonicalJson.seen(decision.decision());
        Account account = seen.account();
        LocalDate day = LocalDate.ofInstant(decision.decidedAt(), zone);
        String source = cut(decision.account().source(), LONGEST);
        boolean first = decision.previous().isEmpty();
        String country = account.country() == null ? unread(seen, "country", "location") : null;
        String region = region(seen, country);
        String industry = industry(account);
        days.merge(
                new DayOfSource(day, source),
                new Figures(
                        1,
                        one(first),
                        one(country != null),
                        one(country == null && account.country() == null),
                        one(region != null),
                        one(region == null && account.region() == null),
                        one(industry != null),
                        one(account.industry() == null),
                        0,
                        0),
                Figures::plus);
        value("country", country, source, day);
        value("region", region, source, day);
        value("industry", industry, source, day);
        if (first) {
            print("domain", account.domain(), decision, source, day);
            print("name", account.nameKey(), decision, source, day);
        }
    }

    private static long one(boolean counts) {
        return counts ? 1 : 0;
    }

    /** As it came; null where there was none, or it was understood. */
    private static @Nullable String unread(SeenAccount seen, String... fields) {
        for (String field : fields) {
            for (Change change : seen.changes()) {
                if (change.field().equals(field)
                        && change.cleaned() == null
                        && change.raw() != null
                        && !change.because().equals(NOTHING)) {
                    return change.raw();
                }
            }
        }
        return null;
    }

    private static @Nullable String region(SeenAccount seen, @Nullable String country) {
        Account account = seen.account();
        if (account.region() == null) {
            return unread(seen, "region");
        }
        return account.place() == null && country == null ? account.region() : null;
    }

    private @Nullable String industry(Account account) {
        String industry = account.industry();
        return industry == null || industries.isEmpty() || industries.contains(industry) ? null : industry;
    }

    private void value(String field, @Nullable String value, String source, LocalDate day) {
        if (value != null) {
            String shown = cut(value, LONGEST);
            values.merge(
                    List.of(field, shown, source), new ValueRow(field, shown, source, 1, day, day), ValueRow::plus);
        }
    }

    private void print(String kind, @Nullable String value, StoredDecision decision, String source, LocalDate day) {
        if (value != null && !value.isBlank()) {
            long print = Hashing.farmHashFingerprint64()
                    .hashString(kind + ":" + value, StandardCharsets.UTF_8)
                    .asLong();
            prints.add(new Print(
                    print,
                    new DuplicateRow(
                            kind,
                            cut(value, LONGEST),
                            1,
                            source,
                            cut(decision.account().externalId(), LONGEST_ID),
                            day)));
        }
    }

    private static String cut(String text, int longest) {
        return (text.length() > longest ? text.substring(0, longest) : text).replace('\0', ' ');
    }

    /** Counts accounts whose domain or name another one had before. */
    void addDuplicate(DuplicateRow row) {
        boolean domain = row.kind().equals("domain");
        days.merge(
                new DayOfSource(row.lastDay(), row.lastSource()),
                new Figures(0, 0, 0, 0, 0, 0, 0, 0, one(domain), one(!domain)),
                Figures::plus);
    }

    Map<DayOfSource, Figures> days() {
        return days;
    }

    List<ValueRow> values() {
        return List.copyOf(values.values());
    }

    /** Of new accounts, in the order in which they came. */
    List<Print> prints() {
        return prints;
    }

    /** The same by kind and value, those of one added up. */
    static List<DuplicateRow> together(List<DuplicateRow> duplicates) {
        Map<String, DuplicateRow> rows = new TreeMap<>();
        duplicates.forEach(row -> rows.merge(row.kind() + ":" + row.value(), row, DuplicateRow::plus));
        return List.copyOf(rows.values());
    }
}
