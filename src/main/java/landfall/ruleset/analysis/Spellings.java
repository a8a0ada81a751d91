package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.Matches;
import landfall.language.Operand;

/** Texts that accounts can hold, though no rule names them; each is what cleaning makes of it. */
final class Spellings {

    private static final List<String> ANY = List.of(
            "other", "Other", "another", "other.example.org", "98765", "9876543", "Z9", "A quite different one");

    private final BiFunction<String, String, Optional<String>> cleaner;

    /** @param cleaner gives the clean form of a field's value; empty where it is not understood */
    Spellings(BiFunction<String, String, Optional<String>> cleaner) {
        this.cleaner = cleaner;
    }

    /** For a field and what is asked of its form. */
    Set<String> of(Operand operand, List<Comparison> asked) {
        List<Comparison> forms = asked.stream().filter(Comparisons::isAboutForm).toList();
        List<String> tried = new ArrayList<>(ANY);
        switch (operand.text()) {
            case "language" -> tried.addAll(Arrays.asList(Locale.getISOLanguages()));
            case "phoneCountry" -> tried.addAll(landfall.account.KnownPlaces.countries());
            case "currency" ->
                Currency.getAvailableCurrencies().stream()
                        .map(Currency::getCurrencyCode)
                        .sorted()
                        .forEach(tried::add);
            default -> {}
        }
        for (String text : forms.isEmpty() ? List.<String>of() : Forms.texts(forms)) {
            String bare = text.replace(String.valueOf(Forms.BETWEEN), "");
            tried.add(bare);
            for (String between : List.of("~", "-", "0", "q", ".q", "q.")) {
                tried.add(text.replace(String.valueOf(Forms.BETWEEN), between));
            }
        }
        for (Comparison form : forms) {
            if (form instanceof Matches matches) {
                tried.addAll(Forms.guesses(matches.expression()));
            }
        }
        Set<String> known = new LinkedHashSet<>();
        for (String text : tried) {
            if (!text.isEmpty()
                    && cleaner.apply(operand.text(), text).filter(text::equals).isPresent()) {
                known.add(text);
            }
        }
        return known;
    }
}
