package landfall.ruleset.source;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.account.ExchangeRates;
import landfall.account.ExchangeRates.Rate;
import landfall.account.Vocabulary;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import landfall.language.Place;
import landfall.language.ValueType;
import landfall.ruleset.FileKind;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;

/** Reads the alias lists and the exchange rates. */
public final class VocabularyReader {

    private final Issues issues;
    private final Map<String, Map<String, String>> aliases = new HashMap<>();
    private final List<Rate> rates = new ArrayList<>();

    public VocabularyReader(Issues issues) {
        this.issues = issues;
    }

    public Vocabulary vocabulary(String baseCurrency) {
        return new Vocabulary(aliases, ExchangeRates.of(baseCurrency, rates));
    }

    /** Takes one file of {@code lists/aliases/}. */
    public void readAliases(CsvTable table) {
        String name = FileKind.baseName(table.path());
        boolean known = Fields.find(FactType.ACCOUNT, name)
                .filter(field -> field.type() == ValueType.TEXT || field.type() == ValueType.TEXTS)
                .isPresent();
        if (!known) {
            List<String> texts = Fields.of(FactType.ACCOUNT).stream()
                    .filter(field -> field.type() == ValueType.TEXT)
                    .map(Field::name)
                    .toList();
            issues.report(
                    IssueCode.UNKNOWN_FIELD,
                    Place.of(table.path()),
                    "an alias list is named after a text field of Account, and there is none named \"" + name + "\"",
                    Suggestions.hint(name, texts, "rename the file, for example to industry.csv"));
        }
        CellReader cells = new CellReader(table, issues);
        if (!cells.hasColumns(List.of("alias", "value"), List.of())) {
            return;
        }
        Map<String, String> spellings = new LinkedHashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            String alias = cells.required(row, "alias");
            String value = cells.required(row, "value");
            if (alias.isEmpty() || value.isEmpty()) {
                continue;
            }
            String other = spellings.putIfAbsent(alias, value);
            if (other != null && !other.equals(value)) {
                cells.report(
                        IssueCode.DUPLICATE_KEY,
                        row,
                        "alias",
                        "\"" + alias + "\" stands for \"" + other + "\" already",
                        "keep one of the two lines");
            }
        }
        if (known) {
            aliases.put(name, spellings);
        }
    }

    /** Takes {@code rates.csv}. */
    public void readRates(CsvTable table, String baseCurrency) {
        CellReader cells = new CellReader(table, issues);
        if (!cells.hasColumns(List.of("currency", "rate", "from"), List.of())) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < table.rows() && !issues.isFull(table.path()); row++) {
            String currency = cells.currency(row, "currency");
            BigDecimal rate = cells.positive(row, "rate");
            LocalDate from = cells.requiredDate(row, "from");
            if (currency.isEmpty() || rate == null || from == null) {
                continue;
            }
            if (currency.equals(baseCurrency) && rate.compareTo(BigDecimal.ONE) != 0) {
                cells.report(
                        IssueCode.BASE_CURRENCY_RATE,
                        row,
                        "rate",
                        "one " + currency + " is one " + currency + ": it is the base currency",
                        "delete this line; rates say what one unit is worth in " + baseCurrency);
            } else if (!seen.add(currency + from)) {
                cells.report(
                        IssueCode.DUPLICATE_KEY,
                        row,
                        "currency",
                        currency + " has a rate from " + from + " already",
                        "keep one of the two lines");
            } else {
                rates.add(new Rate(currency, rate, from));
            }
        }
    }
}
