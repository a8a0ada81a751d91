package landfall.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import landfall.facts.Account;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class AccountCleanerPropertyTest {

    private static final List<String> FIELDS = new ArrayList<>();

    static {
        Fields.of(FactType.ACCOUNT).forEach(field -> FIELDS.add(field.name()));
        FIELDS.addAll(List.of(
                "location",
                "website",
                "url",
                "corporateNumber",
                "duns",
                "parentDomain",
                "parentCorporateNumber",
                "parentDuns",
                "Country",
                "postal_code",
                "attributes",
                "numbers",
                "test",
                "at",
                "seats",
                "plan"));
    }

    @Property(tries = 3_000, shrinking = ShrinkingMode.BOUNDED)
    void cleaningACleanedAccountChangesNothing(@ForAll("requests") Map<String, Object> fields) {
        CleanedAccount once = Cleaners.CLEANER.clean(new AccountRequest(fields), Cleaners.TODAY);
        CleanedAccount twice = Cleaners.CLEANER.clean(new AccountRequest(fieldsOf(once.account())), Cleaners.TODAY);

        assertThat(twice.account()).isEqualTo(once.account());
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.BOUNDED)
    void nothingEmptyAndNothingPersonalComesOut(@ForAll("requests") Map<String, Object> fields) {
        CleanedAccount cleaned = Cleaners.CLEANER.clean(new AccountRequest(fields), Cleaners.TODAY);

        for (Field field : Fields.of(FactType.ACCOUNT)) {
            Object value = field.read().apply(cleaned.account());
            if (value instanceof String text) {
                assertThat(text).as(field.name()).isNotBlank().hasSizeLessThanOrEqualTo(1_100);
            }
        }
        assertThat(cleaned.changes())
                .filteredOn(change -> List.of("email", "person", "phone").contains(change.field()))
                .allSatisfy(change -> {
                    assertThat(change.raw()).isIn(null, "email", "person", "phone");
                    assertThat(change.cleaned()).isIn(null, "email", "person", "phone");
                });
    }

    @Property(tries = 3_000, shrinking = ShrinkingMode.BOUNDED)
    void aCleanedValueOfAListIsItsOwnCleanedValue(@ForAll("fieldNames") String field, @ForAll("texts") String raw) {
        Cleaners.CLEANER.cleanValue(field, raw).ifPresent(cleaned -> assertThat(
                        Cleaners.CLEANER.cleanValue(field, cleaned))
                .hasValue(cleaned));
    }

    /** What a rule compares with: a list's value and an account's must meet. */
    @Property(tries = 3_000, shrinking = ShrinkingMode.BOUNDED)
    void listsAreCleanedAsTextsOfAccountsAre(@ForAll("texts") String raw) {
        Account account = Cleaners.clean(
                        "country",
                        raw,
                        "industry",
                        raw,
                        "language",
                        raw,
                        "domain",
                        raw,
                        "name",
                        raw,
                        "city",
                        raw,
                        "company",
                        raw)
                .account();

        for (String field : List.of("country", "industry", "language", "name", "city", "company")) {
            Object value =
                    Fields.find(FactType.ACCOUNT, field).orElseThrow().read().apply(account);
            if (!field.equals("company") || value != null && !value.equals(account.domain())) {
                // A place such as JP-13 names a country in an account; in a list of countries it is none.
                if (!(field.equals("country") && Subdivisions.place(Spelling.tidy(raw)) != null)) {
                    assertThat(Cleaners.CLEANER.cleanValue(field, raw).orElse(null))
                            .as(field)
                            .isEqualTo(value);
                }
            }
        }
    }

    @Provide
    Arbitrary<Map<String, Object>> requests() {
        Arbitrary<String> names = Arbitraries.oneOf(
                fieldNames(), fieldNames(), Arbitraries.strings().ofMaxLength(12));
        return Arbitraries.maps(names, values()).ofMaxSize(14);
    }

    @Provide
    Arbitrary<String> fieldNames() {
        return Arbitraries.of(FIELDS);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> known = Arbitraries.of(
                "US",
                "JP",
                "DE",
                "GB",
                "Japan",
                "Deutschland",
                "England",
                "Scotland",
                "東京都",
                "Tokyo-to",
                "California",
                "JP-13",
                "US-CA",
                "CA",
                "Georgia",
                "Bay Area",
                "Saint Paul, Minnesota",
                "Dublin, Ireland",
                "none",
                "N/A",
                "Washington, D.C.",
                "Warmley, Bristol, United Kingdom",
                "東京都千代田区丸の内1-1",
                "100-0001",
                "94105-1234",
                "sw1a 1aa",
                "D-80331",
                "1,200",
                "1.200 €",
                "¥12,000,000",
                "3億",
                "(500)",
                "12M",
                "-0.00001",
                "1e6",
                "SaaS",
                "saas",
                "ent",
                "vip, b; c",
                "Acme, Inc.",
                "株式会社日立",
                "㈱",
                "S.A.",
                "https://www.Bücher.example/x",
                "jo@gmail.com",
                "JO@ACME.com",
                "gmail.com",
                "acme.com",
                "03-1234-5678",
                "+1 650 253 0000 ext. 5",
                "JPY",
                "$",
                "Zorkmid",
                "kr",
                "7000012050002",
                "15-048-3782",
                "yes",
                "はい",
                "en-US",
                "日本語",
                "91",
                "-180");
        return Arbitraries.oneOf(
                known,
                known,
                known.flatMap(one -> known.map(other -> one + ", " + other)),
                known.map(one -> "\u200b " + one.toLowerCase(java.util.Locale.ROOT) + "　"),
                Arbitraries.strings().ofMaxLength(30),
                Arbitraries.strings()
                        .withChars("０１２３４５６７８９ｱｲｳ①㈱ßİıſﬀ\u0301\u0307\u3099가ก็ا.,-–()$€¥ 'kmB億万")
                        .ofMaxLength(12),
                Arbitraries.strings().numeric().ofMaxLength(14),
                Arbitraries.strings().withChars("é😀x\u0301 ").ofMinLength(990).ofMaxLength(1_100));
    }

    private Arbitrary<Object> values() {
        Arbitrary<Object> single = Arbitraries.oneOf(
                texts().map(text -> (Object) text),
                texts().map(text -> (Object) text),
                texts().map(text -> (Object) text),
                Arbitraries.integers().map(number -> (Object) number),
                Arbitraries.doubles().map(number -> (Object) number),
                Arbitraries.of(
                        Double.NaN,
                        Double.NEGATIVE_INFINITY,
                        new BigDecimal("1E+999999999"),
                        new BigDecimal("1E-999999999"),
                        BigInteger.TEN.pow(60),
                        0.1,
                        420.0,
                        2134,
                        true,
                        false));
        Arbitrary<Object> nested = Arbitraries.lazyOf(
                () -> single.list().ofMaxSize(4).map(list -> (Object) list),
                () -> Arbitraries.maps(texts(), single).ofMaxSize(4).map(map -> (Object) map));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(8, single), net.jqwik.api.Tuple.of(1, nested));
    }

    /** An account as a caller would send it again. */
    static Map<String, Object> fieldsOf(Account account) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : Fields.of(FactType.ACCOUNT)) {
            Object value = field.read().apply(account);
            fields.put(field.name(), field.name().equals("tags") ? List.copyOf(account.tags()) : value);
        }
        fields.put("attributes", account.attributes());
        fields.put("numbers", account.numbers());
        return fields;
    }
}
