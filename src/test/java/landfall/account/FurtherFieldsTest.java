package landfall.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import landfall.account.CleanedAccount.Change;
import landfall.facts.Account;
import org.junit.jupiter.api.Test;

class FurtherFieldsTest {

    private static final AccountCleaner SOME = new AccountCleaner(Cleaners.VOCABULARY, Set.of("seats", "plan"));

    @Test
    void admittedFieldsAreTextAndWhereTheyReadSoNumbers() {
        Account account = Cleaners.clean("seats", "1,200", "plan", "ent", "trial", true, "budget", "¥5万", "size", 10.50)
                .account();

        assertThat(account.attributes())
                .isEqualTo(Map.of(
                        "seats", "1,200", "plan", "Enterprise", "trial", "true", "budget", "¥5万", "size", "10.5"));
        assertThat(account.numbers())
                .isEqualTo(Map.of(
                        "seats",
                        new BigDecimal("1200"),
                        "budget",
                        new BigDecimal("50000"),
                        "size",
                        new BigDecimal("10.5")));
    }

    @Test
    void othersAreDroppedAndNamedWithoutTheirValues() {
        CleanedAccount cleaned =
                SOME.clean(Cleaners.request("seats", 5, "firstName", "Secret", "shoe_size", 44), Cleaners.TODAY);

        assertThat(cleaned.account().attributes()).containsOnlyKeys("seats");
        assertThat(cleaned.changes())
                .containsExactly(
                        new Change("firstName", null, null, "not admitted"),
                        new Change("shoe_size", null, null, "not admitted"));
        assertThat(cleaned.warnings()).containsExactly("not admitted from this source: firstName, shoe_size");
    }

    @Test
    void admissionIsBySource() {
        AccountCleaner cleaner = new AccountCleaner(
                Cleaners.VOCABULARY, source -> "marketo".equals(source) ? Set.of("seats") : Set.of());

        assertThat(cleaner.clean(Cleaners.request("source", "marketo", "seats", 5), Cleaners.TODAY)
                        .account()
                        .numbers())
                .containsOnlyKeys("seats");
        assertThat(cleaner.clean(Cleaners.request("source", "web", "seats", 5), Cleaners.TODAY)
                        .account()
                        .numbers())
                .isEmpty();
        assertThat(cleaner.clean(Cleaners.request("seats", 5), Cleaners.TODAY)
                        .account()
                        .numbers())
                .isEmpty();
    }

    @Test
    void flagsOfTheCallAreNoFields() {
        CleanedAccount cleaned = Cleaners.clean(
                "test",
                true,
                "reassign",
                true,
                "match",
                "account",
                "idempotencyKey",
                "x",
                "at",
                "2026-11-24T00:00:00Z",
                "idempotency_key",
                "y",
                "version",
                "7f3c");

        assertThat(cleaned.account().attributes()).isEmpty();
        assertThat(cleaned.warnings()).isEmpty();
        assertThat(cleaned.changes()).isEmpty();
    }

    @Test
    void nestedValuesAreLeftOut() {
        CleanedAccount cleaned = Cleaners.clean("seats", Map.of("a", 1), "plan", List.of("x"), "trial", "yes");

        assertThat(cleaned.account().attributes()).containsOnlyKeys("trial");
        assertThat(cleaned.warnings()).containsExactly("seats is not a single value", "plan is not a single value");
    }

    @Test
    void atMost200FurtherFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        IntStream.range(0, 250).forEach(i -> fields.put("field" + i, i));
        CleanedAccount cleaned = Cleaners.CLEANER.clean(new AccountRequest(fields), Cleaners.TODAY);

        assertThat(cleaned.account().attributes()).hasSize(200);
        assertThat(cleaned.warnings())
                .containsExactly("50 further fields beyond 200, or with unusable names, were left out");
    }

    @Test
    void manyThatAreNotAdmittedAreOneWarning() {
        Map<String, Object> fields = new LinkedHashMap<>();
        IntStream.range(0, 250).forEach(i -> fields.put("field" + i, i));
        CleanedAccount cleaned = SOME.clean(new AccountRequest(fields), Cleaners.TODAY);

        assertThat(cleaned.warnings()).hasSize(1);
        assertThat(cleaned.warnings().get(0)).endsWith("field19 and 230 more");
        assertThat(cleaned.changes()).hasSize(200);
    }

    @Test
    void tagsAsAListOrAText() {
        assertThat(Cleaners.clean("tags", List.of("vip", " a  b ", "", 5, "vip"))
                        .account()
                        .tags())
                .containsExactly("VIP", "a b", "5");
        assertThat(Cleaners.clean("tags", "vip, a; b、c，d").account().tags()).containsExactly("VIP", "a", "b", "c", "d");
        assertThat(Cleaners.clean("tags", Arrays.asList("a", null, List.of("b")))
                        .account()
                        .tags())
                .containsExactly("a");
        assertThat(Cleaners.clean("tags", IntStream.range(0, 300).boxed().toList())
                        .account()
                        .tags())
                .hasSize(200);
    }

    @Test
    void longTextsAreCut() {
        CleanedAccount cleaned = Cleaners.clean("name", "é".repeat(999) + "😀😀", "plan", "x".repeat(5_000));

        assertThat(cleaned.account().name()).isEqualTo("é".repeat(999));
        assertThat(cleaned.account().attributes().get("plan")).hasSize(1_000);
        assertThat(cleaned.warnings())
                .containsExactly("name was cut to 1000 characters", "plan was cut to 1000 characters");
    }
}
