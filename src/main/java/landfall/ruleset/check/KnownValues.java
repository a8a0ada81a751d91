package landfall.ruleset.check;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import landfall.language.Condition;
import landfall.language.FactType;
import landfall.language.Issue;
import landfall.language.Literal.TextLiteral;
import landfall.language.Operand;
import landfall.language.Operand.FieldOperand;
import landfall.language.ValueType;
import landfall.roster.TerritoryEntry;
import landfall.ruleset.CheckOptions;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRuleSet;
import landfall.ruleset.source.Countries;
import landfall.ruleset.source.Escapes;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/** A text that a field is compared with is one that the field can hold, spelled as accounts hold it after cleaning. */
final class KnownValues implements Check {

    private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final List<String> TYPES = Arrays.stream(TerritoryEntry.Type.values())
            .map(TerritoryEntry.Type::word)
            .toList();
    private static final List<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .sorted()
            .toList();
    /** Ids and free text, which cleaning leaves to the caller. */
    private static final Set<String> AS_SENT =
            Set.of("source", "externalId", "currentOwner", "title", "company", "parentCompany", "tags");

    private final CheckOptions options;

    KnownValues(CheckOptions options) {
        this.options = options;
    }

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        BiFunction<String, String, Optional<String>> cleaner = options.cleaner().apply(ruleSet.vocabulary());
        Conditions.eachLiteral(ruleSet, (comparison, literal) -> {
            boolean wholeValue = !(comparison instanceof Condition.Contains)
                    && comparison.operand().type() == ValueType.TEXT
                    && Operators.suits(comparison);
            if (wholeValue
                    && literal instanceof TextLiteral text
                    && comparison.operand() instanceof FieldOperand field) {
                Issue issue = field.fact() == FactType.ACCOUNT ? account(field, text, cleaner) : closed(field, text);
                if (issue != null) {
                    issues.accept(issue);
                }
            }
        });
    }

    private static @Nullable Issue closed(Operand field, TextLiteral text) {
        return switch (field.fact().word() + "." + field.text()) {
            case "Clock.dayOfWeek" ->
                DAYS.contains(text.value())
                        ? null
                        : unknown(text, "no day of the week is named \"" + text.value() + "\"", day(text.value()));
            case "Clock.date" ->
                isDate(text.value())
                        ? null
                        : IssueCode.BAD_DATE.issue(
                                text.place(),
                                "\"" + text.value() + "\" is no date of the form 2026-11-24",
                                "year, month and day, each with all its digits");
            case "Clock.time" ->
                isTime(text.value())
                        ? null
                        : IssueCode.BAD_TIME.issue(
                                text.place(),
                                "\"" + text.value() + "\" is no time of the form 09:30",
                                "two digits for the hour, 00 to 23, and two for the minute");
            case "Territory.type" ->
                TYPES.contains(text.value())
                        ? null
                        : unknown(
                                text,
                                "there is no type of territory \"" + text.value() + "\"",
                                Suggestions.hint(text.value(), TYPES, "there are " + Suggestions.listed(TYPES)));
            default -> null;
        };
    }

    private static @Nullable Issue account(
            Operand field, TextLiteral text, BiFunction<String, String, Optional<String>> cleaner) {
        String value = text.value();
        if (AS_SENT.contains(field.text())) {
            return null;
        }
        Optional<String> cleaned = cleaner.apply(field.text(), value);
        boolean country = field.text().equals("country") || field.text().equals("phoneCountry");
        if (country && !Countries.isKnown(value)) {
            String hint = cleaned.filter(Countries::isKnown)
                    .map(code -> "did you mean " + Escapes.quote(code) + "?")
                    .orElseGet(() -> Countries.hint(value));
            return unknown(text, "no country has the code \"" + value + "\"", hint);
        }
        if (cleaned.isEmpty() && field.text().equals("language")) {
            return unknown(
                            text,
                            "no language has the code \"" + value + "\"",
                            "languages have two letters (ISO 639-1), such as \"ja\"")
                    .asWarning();
        }
        if (cleaned.isEmpty() && field.text().equals("currency")) {
            return unknown(
                            text,
                            "there is no currency \"" + value + "\"",
                            Suggestions.hint(
                                    value, CURRENCIES, "currencies have three letters (ISO 4217), such as \"JPY\""))
                    .asWarning();
        }
        if (cleaned.isPresent() && !cleaned.get().equals(value)) {
            return IssueCode.UNCLEAN_VALUE.issue(
                    text.place(),
                    "accounts never hold \"" + value + "\" as " + field.text() + ", so nothing equals it",
                    "after cleaning it is " + Escapes.quote(cleaned.get()));
        }
        return null;
    }

    private static Issue unknown(TextLiteral text, String message, String hint) {
        return IssueCode.UNKNOWN_VALUE.issue(text.place(), message, hint);
    }

    private static String day(String value) {
        String start = value.toUpperCase(Locale.ROOT);
        return DAYS.stream()
                .filter(day -> start.startsWith(day))
                .findFirst()
                .map(day -> "did you mean \"" + day + "\"?")
                .orElseGet(() -> Suggestions.hint(value, DAYS, "days are " + String.join(", ", DAYS)));
    }

    private static boolean isDate(String value) {
        try {
            return LocalDate.parse(value).toString().equals(value);
        } catch (DateTimeException noDate) {
            return false;
        }
    }

    private static boolean isTime(String value) {
        try {
            return value.length() == 5 && LocalTime.parse(value) != null;
        } catch (DateTimeException noTime) {
            return false;
        }
    }
}
