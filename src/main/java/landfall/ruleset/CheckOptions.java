package landfall.ruleset;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import landfall.account.AccountCleaner;
import landfall.account.Vocabulary;
import landfall.language.Issue;

/**
 * What a check needs besides the files.
 *
 * @param defaultZone where dates begin for rules without {@code @zone}
 * @param baseCurrency ISO 4217, of {@code dealSize} and {@code annualRevenue}
 * @param attributes keys that {@code attributes["…"]} and {@code numbers["…"]} may name; {@link #ANY}: any
 * @param today the day by which reps are active
 * @param forgiven errors that count as warnings: a version that was published once isn't refused afterwards for what
 *     only came with time
 * @param cleaner gives, for the rule set's aliases, the cleaning of one value of a field; empty when not understood
 */
public record CheckOptions(
        ZoneId defaultZone,
        String baseCurrency,
        Set<String> attributes,
        LocalDate today,
        Limits limits,
        Predicate<Issue> forgiven,
        Function<Vocabulary, BiFunction<String, String, Optional<String>>> cleaner) {

    /** Stands for any key. */
    public static final String ANY = "*";

    public CheckOptions {
        attributes = Set.copyOf(attributes);
    }

    /** The usual limits, any attributes, and values cleaned as those of accounts are. */
    public static CheckOptions of(ZoneId defaultZone, String baseCurrency, LocalDate today) {
        return new CheckOptions(
                defaultZone, baseCurrency, Set.of(ANY), today, Limits.DEFAULT, issue -> false, CheckOptions::cleaner);
    }

    public CheckOptions withLimits(Limits other) {
        return new CheckOptions(defaultZone, baseCurrency, attributes, today, other, forgiven, cleaner);
    }

    private static BiFunction<String, String, Optional<String>> cleaner(Vocabulary vocabulary) {
        return new AccountCleaner(vocabulary, Set.of(ANY))::cleanValue;
    }
}
