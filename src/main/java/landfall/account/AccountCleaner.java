package landfall.account;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import landfall.facts.Account;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a caller sent into an {@link Account}: the same request, vocabulary and day give the same account, and no
 * request makes it throw. Immutable; for any number of threads; built once for each version of a rule set.
 */
public final class AccountCleaner {

    private final Vocabulary vocabulary;
    private final Function<@Nullable String, Set<String>> admitted;

    /**
     * Admits the same further fields for every source.
     *
     * @param admittedFields names of fields beyond Account's own that become attributes and numbers; {@code *}: all
     */
    public AccountCleaner(Vocabulary vocabulary, Set<String> admittedFields) {
        this(vocabulary, source -> admittedFields);
    }

    /**
     * Admits further fields by source.
     *
     * @param admitted takes the account's source, or null; a pure function, for any number of threads
     */
    public AccountCleaner(Vocabulary vocabulary, Function<@Nullable String, Set<String>> admitted) {
        this.vocabulary = vocabulary;
        this.admitted = admitted;
    }

    /**
     * Cleans one account.
     *
     * @param at the day whose exchange rates count
     */
    public CleanedAccount clean(AccountRequest request, LocalDate at) {
        Account.Builder account = Account.builder();
        account.source(text(request, "source"))
                .externalId(text(request, "externalId"))
                .name(text(request, "name"))
                .email(text(request, "email"))
                .person(text(request, "person"))
                .phone(text(request, "phone"))
                .title(text(request, "title"))
                .country(text(request, "country"))
                .region(text(request, "region"))
                .city(text(request, "city"))
                .postalCode(text(request, "postalCode"))
                .industry(text(request, "industry"))
                .sector(text(request, "sector"))
                .segment(text(request, "segment"))
                .product(text(request, "product"))
                .leadSource(text(request, "leadSource"))
                .language(text(request, "language"))
                .partner(text(request, "partner"))
                .currency(text(request, "currency"))
                .currentOwner(text(request, "currentOwner"));
        BigDecimal dealSize = number(request, "dealSize");
        account.dealSizeLocal(dealSize).dealSize(dealSize);
        BigDecimal employees = number(request, "employees");
        if (employees != null) {
            account.employees(employees.intValue());
        }
        Account cleaned = account.build();
        if (cleaned.country() != null && cleaned.region() != null) {
            account.place(cleaned.country() + "-" + cleaned.region());
        }
        Set<String> further = admitted.apply(cleaned.source());
        for (String name : request.fields().keySet()) {
            String value = text(request, name);
            if (value != null && further.contains(name)) {
                account.attribute(name, value);
            }
        }
        return new CleanedAccount(account.build(), List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Cleans one value as that field of an account is cleaned, for lists that are compared with it: {@code 東京都},
     * {@code Tokyo} and {@code JP-13} are one {@code place}.
     *
     * @param fieldName a field of Account, {@code attributes["key"]} or {@code numbers["key"]}
     * @return empty when it is absent or not understood
     */
    public Optional<String> cleanValue(String fieldName, String raw) {
        String text = Normalizer.normalize(raw, Normalizer.Form.NFKC).strip();
        String alias =
                vocabulary.aliases().getOrDefault(fieldName, java.util.Map.of()).getOrDefault(text, text);
        return alias.isEmpty() ? Optional.empty() : Optional.of(alias);
    }

    private @Nullable String text(AccountRequest request, String field) {
        Object value = request.fields().get(field);
        return value == null ? null : cleanValue(field, value.toString()).orElse(null);
    }

    private @Nullable BigDecimal number(AccountRequest request, String field) {
        String text = text(request, field);
        try {
            return text == null
                    ? null
                    : new BigDecimal(text.toUpperCase(Locale.ROOT).replace(",", ""));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
