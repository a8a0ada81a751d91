package landfall.realign;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import landfall.facts.Account;
import landfall.impact.Selection;
import landfall.realign.Terms.Scope;
import org.jspecify.annotations.Nullable;

/** The accounts that a realignment is about, and those of them that are held at the moment when it takes effect. */
final class ScopeSelection implements Selection {

    /** Accounts that stay until an instant. */
    record Held(Predicate<Account> when, Instant until) {}

    private final Set<String> territories;
    private final Set<String> reps;
    private final Set<String> sources;
    private final Set<String> companies;
    private final @Nullable Predicate<Account> when;
    private final List<Held> exclusions;

    /** @param when what the scope's conditions mean; null where it has none */
    ScopeSelection(Scope scope, @Nullable Predicate<Account> when, List<Held> exclusions, Instant effectiveAt) {
        this.territories = Set.copyOf(scope.territories());
        this.reps = Set.copyOf(scope.reps());
        this.sources = Set.copyOf(scope.sources());
        this.companies = Set.copyOf(scope.companies());
        this.when = when;
        this.exclusions = exclusions.stream()
                .filter(held -> held.until().isAfter(effectiveAt))
                .toList();
    }

    @Override
    public boolean takes(Asked account) {
        String territory = account.territory();
        return (territories.isEmpty() || (territory != null && territories.contains(territory)))
                && (reps.isEmpty() || reps.contains(account.owner()))
                && (sources.isEmpty() || sources.contains(account.source()))
                && (companies.isEmpty() || account.companyKeys().stream().anyMatch(companies::contains))
                && (when == null || when.test(account.account()));
    }

    /** The latest of those that hold it. */
    @Override
    public Optional<Instant> keptUntil(Asked account) {
        return exclusions.stream()
                .filter(exclusion -> exclusion.when().test(account.account()))
                .map(Held::until)
                .max(Comparator.naturalOrder());
    }
}
