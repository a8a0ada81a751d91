package landfall.book;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import landfall.book.CompanyReport.Owner;

/** By what it is proposed who keeps a company that has several owners; each of them sells. */
public enum Keeps {
    /** To whom what comes new of it goes anyhow; where he has none of its accounts, or sells no more, who has most of them. */
    COMPANY(Comparator.comparing(Owner::ownsCompany).reversed()),
    ACCOUNTS(mostAccounts()),
    /** Who has had one of its accounts longest. */
    LONGEST(Comparator.comparing(Owner::since)),
    /** Whose accounts of it have the largest annual revenue together. */
    REVENUE(Comparator.comparing(Owner::annualRevenue).reversed());

    public static final List<String> WORDS =
            Arrays.stream(values()).map(Keeps::word).toList();

    // Comparators of functions without state don't change, which nothing can declare.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Comparator<Owner> order;

    Keeps(Comparator<Owner> first) {
        this.order =
                first.thenComparing(mostAccounts()).thenComparing(Owner::since).thenComparing(Owner::rep);
    }

    private static Comparator<Owner> mostAccounts() {
        return Comparator.comparingLong(Owner::accounts).reversed();
    }

    public static Optional<Keeps> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** As calls spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Who keeps it; empty where none of them sells. */
    Optional<Owner> choose(List<Owner> owners) {
        return owners.stream().filter(Owner::active).min(order);
    }

    /** Why it is he. */
    String because(Owner keeper, List<Owner> owners) {
        long accounts = owners.stream().mapToLong(Owner::accounts).sum();
        String most = "has " + keeper.accounts() + " of " + accounts + " accounts";
        return switch (this) {
            case COMPANY -> keeper.ownsCompany() ? "the company is his" : most + "; whose the company is can't keep it";
            case ACCOUNTS -> most;
            case LONGEST -> "has had one of them since " + keeper.since();
            case REVENUE -> "has " + keeper.annualRevenue().toPlainString() + " of their annual revenue";
        };
    }
}
