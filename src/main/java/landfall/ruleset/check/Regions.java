package landfall.ruleset.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import landfall.account.Subdivisions;
import landfall.language.Condition.Comparison;
import landfall.language.FactType;
import landfall.language.Fields;
import landfall.language.Issue;
import landfall.language.Literal;
import landfall.language.Literal.TextLiteral;
import landfall.language.Operand;
import landfall.language.Operand.FieldOperand;
import landfall.ruleset.IssueCode;
import landfall.ruleset.source.Escapes;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/** The regions that a rule names are those of its countries; one that several countries have needs a country beside it. */
final class Regions implements Trap {

    private static final Operand COUNTRY = field("country");
    private static final List<Operand> PLACES = List.of(COUNTRY, field("place"), field("postalDistrict"));
    private static final int SHORTEST_NAME = 4;

    private final BiFunction<String, String, Optional<String>> cleaner;

    /** @param cleaner cleans a value as that field of an account */
    Regions(BiFunction<String, String, Optional<String>> cleaner) {
        this.cleaner = cleaner;
    }

    @Override
    public @Nullable Issue find(Comparison comparison, Surroundings surroundings) {
        boolean account = comparison.operand() instanceof FieldOperand field && field.fact() == FactType.ACCOUNT;
        boolean region = account && comparison.operand().text().equals("region");
        boolean place = account && comparison.operand().text().equals("place");
        if (!region && !place) {
            return null;
        }
        List<String> countries = region ? countries(surroundings) : List.of();
        boolean certain = PLACES.stream().anyMatch(other -> surroundings.requires(other) != null);
        for (Literal literal : Comparisons.literals(comparison)) {
            if (literal instanceof TextLiteral text) {
                Issue issue = place ? place(text) : region(text, countries, certain);
                if (issue != null) {
                    return issue;
                }
            }
        }
        return null;
    }

    private @Nullable Issue place(TextLiteral text) {
        String value = text.value();
        if (cleaner.apply("place", value).isPresent()) {
            return null;
        }
        List<String> codes =
                value.length() > 3 && value.charAt(2) == '-' ? Subdivisions.codes(value.substring(0, 2)) : List.of();
        return unknown(
                text,
                "there is no place " + Escapes.quote(value),
                codes.isEmpty()
                        ? named(value, List.of())
                                .orElse("a place is a country and its region (ISO 3166-2), such as \"US-CA\"")
                        : "regions of " + value.substring(0, 2) + " are " + Suggestions.listed(codes));
    }

    private @Nullable Issue region(TextLiteral text, List<String> countries, boolean certain) {
        String value = text.value();
        Optional<String> cleaned = cleaner.apply("region", value);
        if (cleaned.isPresent() && !cleaned.get().equals(value)) {
            // Another check tells what it is after cleaning.
            return null;
        }
        if (cleaned.isEmpty()) {
            return unknown(
                    text,
                    "no country has a region " + Escapes.quote(value),
                    named(value, countries).orElse(codes(countries)));
        }
        if (!countries.isEmpty()) {
            boolean known = countries.stream().anyMatch(country -> Subdivisions.isPlace(country + "-" + value));
            return known
                    ? null
                    : unknown(
                            text,
                            "there is no region " + Escapes.quote(value) + " in " + String.join(", ", countries),
                            codes(countries));
        }
        List<String> having = Subdivisions.countriesOf(value);
        return certain || having.size() < 2
                ? null
                : IssueCode.REGION_WITHOUT_COUNTRY.issue(
                        text.place(),
                        Escapes.quote(value) + " is a region of " + having.size()
                                + " countries, and this rule names none of them",
                        "add country == " + Escapes.quote(having.get(0)) + ", or compare place with "
                                + Escapes.quote(having.get(0) + "-" + value));
    }

    /** A published rule set may have it, so that it is only a warning. */
    private static Issue unknown(TextLiteral text, String message, String hint) {
        return IssueCode.UNKNOWN_VALUE.issue(text.place(), message, hint).asWarning();
    }

    /** The region whose name is nearest, in the countries or, where none is named, in those with the most accounts. */
    private static Optional<String> named(String value, List<String> countries) {
        if (value.length() < SHORTEST_NAME) {
            return Optional.empty();
        }
        Map<String, String> names = new HashMap<>();
        (countries.isEmpty() ? List.of("US", "CA", "JP", "GB", "DE", "FR", "AU", "IN") : countries)
                .forEach(country -> Subdivisions.names(country).forEach(names::putIfAbsent));
        return Suggestions.find(value, names.keySet())
                .map(names::get)
                .map(place -> "did you mean " + Escapes.quote(countries.isEmpty() ? place : place.substring(3)) + "?");
    }

    private static String codes(List<String> countries) {
        List<String> codes = new ArrayList<>();
        countries.forEach(country -> codes.addAll(Subdivisions.codes(country)));
        return codes.isEmpty()
                ? "regions have the codes of ISO 3166-2, such as \"CA\" in the US and \"13\" in Japan"
                : "there are " + Suggestions.listed(codes);
    }

    /** Those of which the account's country must be one; empty where anything may be. */
    private static List<String> countries(Surroundings surroundings) {
        return surroundings.beside(condition -> condition instanceof Comparison comparison
                                && Comparisons.sameField(comparison.operand(), COUNTRY)
                                && Comparisons.isOneOf(comparison))
                        instanceof Comparison comparison
                ? Comparisons.values(comparison).stream()
                        .map(String::valueOf)
                        .sorted()
                        .toList()
                : List.of();
    }

    private static Operand field(String name) {
        return new FieldOperand(Fields.find(FactType.ACCOUNT, name).orElseThrow());
    }
}
