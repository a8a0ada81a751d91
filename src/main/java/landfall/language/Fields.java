package landfall.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import landfall.facts.Account;
import landfall.facts.Clock;
import landfall.facts.Territory;
import org.jspecify.annotations.Nullable;

/** The fields of every fact, with their types: what a rule may name, in the order of the documentation. */
public final class Fields {

    private static final Map<FactType, Map<String, Field>> BY_FACT = new LinkedHashMap<>();

    static {
        account("source", ValueType.TEXT, Account::source);
        account("externalId", ValueType.TEXT, Account::externalId);
        account("name", ValueType.TEXT, Account::name);
        account("nameKey", ValueType.TEXT, Account::nameKey);
        account("company", ValueType.TEXT, Account::company);
        account("parentCompany", ValueType.TEXT, Account::parentCompany);
        account("domain", ValueType.TEXT, Account::domain);
        account("freeMail", ValueType.BOOLEAN, Account::freeMail);
        personal("email", ValueType.TEXT, Account::email);
        personal("person", ValueType.TEXT, Account::person);
        personal("phone", ValueType.TEXT, Account::phone);
        account("title", ValueType.TEXT, Account::title);
        account("phoneCountry", ValueType.TEXT, Account::phoneCountry);
        account("country", ValueType.TEXT, Account::country);
        account("region", ValueType.TEXT, Account::region);
        account("place", ValueType.TEXT, Account::place);
        account("city", ValueType.TEXT, Account::city);
        account("postalCode", ValueType.TEXT, Account::postalCode);
        account("postalArea", ValueType.TEXT, Account::postalArea);
        account("postalDistrict", ValueType.TEXT, Account::postalDistrict);
        account("latitude", ValueType.DECIMAL, Account::latitude);
        account("longitude", ValueType.DECIMAL, Account::longitude);
        account("industry", ValueType.TEXT, Account::industry);
        account("sector", ValueType.TEXT, Account::sector);
        account("segment", ValueType.TEXT, Account::segment);
        account("product", ValueType.TEXT, Account::product);
        account("leadSource", ValueType.TEXT, Account::leadSource);
        account("language", ValueType.TEXT, Account::language);
        account("partner", ValueType.TEXT, Account::partner);
        account("employees", ValueType.INTEGER, Account::employees);
        account("annualRevenue", ValueType.DECIMAL, Account::annualRevenue);
        account("dealSize", ValueType.DECIMAL, Account::dealSize);
        account("currency", ValueType.TEXT, Account::currency);
        account("annualRevenueLocal", ValueType.DECIMAL, Account::annualRevenueLocal);
        account("dealSizeLocal", ValueType.DECIMAL, Account::dealSizeLocal);
        account("score", ValueType.DECIMAL, Account::score);
        account("existingCustomer", ValueType.BOOLEAN, Account::existingCustomer);
        account("currentOwner", ValueType.TEXT, Account::currentOwner);
        account("tags", ValueType.TEXTS, Account::tags);
        clock("zone", ValueType.TEXT, Clock::zone);
        clock("date", ValueType.TEXT, Clock::date);
        clock("time", ValueType.TEXT, Clock::time);
        clock("hour", ValueType.INTEGER, Clock::hour);
        clock("dayOfWeek", ValueType.TEXT, Clock::dayOfWeek);
        clock("dayOfMonth", ValueType.INTEGER, Clock::dayOfMonth);
        clock("month", ValueType.INTEGER, Clock::month);
        clock("quarter", ValueType.INTEGER, Clock::quarter);
        clock("year", ValueType.INTEGER, Clock::year);
        clock("holiday", ValueType.BOOLEAN, Clock::holiday);
        territory("id", Territory::id);
        territory("parent", Territory::parent);
        territory("type", Territory::type);
        territory("role", Territory::role);
        territory("ownerRep", Territory::ownerRep);
    }

    private Fields() {}

    /** The field of that name, exactly as spelled. */
    public static Optional<Field> find(FactType fact, String name) {
        return Optional.ofNullable(BY_FACT.getOrDefault(fact, Map.of()).get(name));
    }

    /** All fields of a fact, in the order of the documentation; {@code attributes} and {@code numbers} are not fields. */
    public static List<Field> of(FactType fact) {
        return new ArrayList<>(BY_FACT.getOrDefault(fact, Map.of()).values());
    }

    private static void account(String name, ValueType type, Function<Account, @Nullable Object> read) {
        add(new Field(FactType.ACCOUNT, name, type, false, fact -> read.apply((Account) fact)));
    }

    private static void personal(String name, ValueType type, Function<Account, @Nullable Object> read) {
        add(new Field(FactType.ACCOUNT, name, type, true, fact -> read.apply((Account) fact)));
    }

    private static void clock(String name, ValueType type, Function<Clock, @Nullable Object> read) {
        add(new Field(FactType.CLOCK, name, type, false, fact -> read.apply((Clock) fact)));
    }

    private static void territory(String name, Function<Territory, @Nullable Object> read) {
        add(new Field(FactType.TERRITORY, name, ValueType.TEXT, false, fact -> read.apply((Territory) fact)));
    }

    private static void add(Field field) {
        BY_FACT.computeIfAbsent(field.fact(), fact -> new LinkedHashMap<>()).put(field.name(), field);
    }
}
