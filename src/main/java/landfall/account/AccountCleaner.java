package landfall.account;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import landfall.facts.Account;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a caller sent into an {@link Account}: the same request, vocabulary and day give the same account, cleaning it
 * again changes nothing, and no request makes it throw. Immutable; for any number of threads; built once for each version
 * of a rule set.
 */
public final class AccountCleaner {

    private final Aliases aliases;
    private final ExchangeRates rates;
    private final Function<@Nullable String, Set<String>> admitted;
    private final ListValues listValues;

    /**
     * Admits the same further fields for every source.
     *
     * @param admittedFields names of fields beyond Account's own that become attributes and numbers; {@code *}: all
     */
    public AccountCleaner(Vocabulary vocabulary, Set<String> admittedFields) {
        this(vocabulary, always(Set.copyOf(admittedFields)));
    }

    /**
     * Admits further fields by source.
     *
     * @param admitted takes the account's source, or null; a pure function, for any number of threads
     */
    public AccountCleaner(Vocabulary vocabulary, Function<@Nullable String, Set<String>> admitted) {
        this.aliases = new Aliases(vocabulary.aliases());
        this.rates = vocabulary.rates();
        this.admitted = admitted;
        this.listValues = new ListValues(aliases);
        load();
    }

    /**
     * Cleans one account.
     *
     * @param at the day whose exchange rates count
     */
    public CleanedAccount clean(AccountRequest request, LocalDate at) {
        Cleaning cleaning = new Cleaning(request.fields(), aliases);
        Account.Builder account = cleaning.account();
        String source = cleaning.identifier("source");
        account.source(source)
                .externalId(cleaning.identifier("externalId"))
                .currentOwner(cleaning.identifier("currentOwner"));
        String country = PlaceFields.clean(cleaning);
        String mailDomain = PersonFields.clean(cleaning, country);
        CompanyFields.Keys keys = CompanyFields.clean(cleaning, mailDomain);
        account.industry(cleaning.text("industry"))
                .sector(cleaning.text("sector"))
                .segment(cleaning.text("segment"))
                .product(cleaning.text("product"))
                .leadSource(cleaning.text("leadSource"))
                .partner(cleaning.text("partner"))
                .language(language(cleaning));
        NumberFields.clean(cleaning);
        MoneyFields.clean(cleaning, rates, at, country);
        FurtherFields.clean(cleaning, admitted.apply(source));
        return new CleanedAccount(
                account.build(), keys.own(), keys.parent(), cleaning.changes(), warnings(request, cleaning));
    }

    private static List<String> warnings(AccountRequest request, Cleaning cleaning) {
        if (request.warnings().isEmpty()) {
            return cleaning.warnings();
        }
        return Stream.concat(request.warnings().stream(), cleaning.warnings().stream())
                .toList();
    }

    /**
     * Cleans one value as that field of an account is cleaned, for lists that are compared with it: {@code 東京都},
     * {@code Tokyo} and {@code JP-13} are one {@code place}.
     *
     * @param fieldName a field of Account, {@code attributes["key"]} or {@code numbers["key"]}
     * @return empty when it is absent or not understood
     */
    public Optional<String> cleanValue(String fieldName, String raw) {
        return Optional.ofNullable(listValues.clean(fieldName, raw));
    }

    /** The field of an account, or what one is cleaned from, that a name means, whatever its case, blanks and hyphens; else null. */
    public static @Nullable String field(String name) {
        String known = InputFields.known(name);
        return known == null || InputFields.isReserved(known) ? null : known;
    }

    /** Whether no value of that field may stand in a message. */
    public static boolean isPersonal(String field) {
        return InputFields.isPersonal(field);
    }

    /** Half a second of reading reference data belongs to the building of a rule set, not to its first account. */
    private static void load() {
        Location.read("Dublin, Ireland", null);
        Telephone.read("+1 212 555 0123", null);
        Languages.find("en");
        WebDomain.isFreeMail("gmail.com");
        CurrencyMarks.find("USD", "US");
        CompanyName.key("Acme Inc.");
    }

    private static @Nullable String language(Cleaning cleaning) {
        SentValue sent = cleaning.sent("language");
        if (sent == null) {
            return null;
        }
        String language = Languages.find(sent.text());
        cleaning.settle(sent, language, language == null ? "no language that is known" : "name or code of a language");
        return language;
    }

    private static Function<@Nullable String, Set<String>> always(Set<String> admittedFields) {
        return source -> admittedFields;
    }
}
