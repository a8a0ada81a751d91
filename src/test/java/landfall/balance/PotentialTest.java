package landfall.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import landfall.facts.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PotentialTest {

    private static final Set<String> NUMBERS = Set.of("openOpportunities", "席数");

    private static final Account ACCOUNT = Account.builder()
            .source("crm")
            .externalId("1")
            .employees(400)
            .dealSize(new BigDecimal("1200.50"))
            .numbers(Map.of("openOpportunities", new BigDecimal("3"), "席数", new BigDecimal("0.1")))
            .build();

    private static Potential.Value of(String expression) {
        return Potential.parse(expression, NUMBERS).of(ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "employees * 0.5 + numbers[\"openOpportunities\"] * 1000 | 3200",
                "employees                                              | 400",
                "2 + 3 * 4                                               | 14",
                "(2 + 3) * 4                                             | 20",
                "10 - 2 - 3                                              | 5",
                "12 / 4 / 3                                              | 1",
                "-employees + 1                                          | -399",
                "- - 2                                                   | 2",
                "min(employees, 100) + max(dealSize, 5)                  | 1300.5",
                "numbers[\"席数\"] * 3                                    | 0.3",
                "1 / 3                                                   | 0.333333",
            })
    void comesTo(String expression, BigDecimal amount) {
        assertThat(of(expression).amount()).isEqualByComparingTo(amount);
        assertThat(of(expression).partly()).isFalse();
    }

    @Test
    void whatIsAbsentCountsAsNothingAndIsTold() {
        assertThat(of("score * 7 + 1").amount()).isEqualByComparingTo("1");
        assertThat(of("score * 7 + 1").partly()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "employes                | character 1: there is no field \"employes\"; did you mean \"employees\"?",
                "1 + industry            | character 5: \"industry\" is no number; there are",
                "numbers[\"seats\"]      | character 10: no source may send \"seats\"; add it under sources in config.yml",
                "numbers[\"openOpportunity\"] | did you mean \"openOpportunities\"?",
                "numbers[seats]          | character 9: here \" is expected",
                "1 / employees           | character 5: only a number may stand behind /, since a field may be 0",
                "1 / 0.0                 | character 5: nothing can be divided by 0",
                "1 +                     | character 4: here a number is expected, or a field",
                "1 2                     | character 3: nothing is expected here any more",
                "(1                      | character 3: here ) is expected",
                "1.                      | character 1: \"1.\" is no number",
                "1e9                     | character 2: nothing is expected here",
                "System.exit(1)          | character 1: there is no field \"System\"",
                "max(1)                  | character 6: here , is expected",
                "min(1, 2                | character 9: here ) is expected",
            })
    void whatIsNoExpressionIsRefusedAtItsPlace(String expression, String message) {
        assertThatThrownBy(() -> Potential.parse(expression, NUMBERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void itIsNotAsDeepOrLongAsOneLikes() {
        assertThatThrownBy(() -> Potential.parse("(".repeat(60) + "1" + ")".repeat(60), NUMBERS))
                .hasMessageContaining("more than 50 parentheses");
        assertThatThrownBy(() -> Potential.parse("-".repeat(60) + "1", NUMBERS)).hasMessageContaining("50 signs");
        assertThatThrownBy(() -> Potential.parse("1+".repeat(600) + "1", NUMBERS))
                .hasMessageContaining("at most 1000 characters");
        assertThatThrownBy(() -> Potential.parse("", NUMBERS)).hasMessageContaining("character 1");
    }
}
