package landfall.ruleset.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An expression is measured before RE2 writes its repetitions out. */
class ExpressionSizeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "(a{100}){101}",
                "(?:a{100}){100,}",
                "([^]a]{100}){100}",
                "([[:alpha:]]{100}){100}",
                "(\\Q((\\E{100}){100}",
                "(\\pL{100}){100}",
                "(a{100}|b{100}){51}",
                "(a{100}){100",
            })
    void repetitionsMultiply(String expression) {
        boolean written = expression.endsWith("}");
        assertThat(ExpressionSize.isBounded(expression)).isEqualTo(!written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(株|有)限?会社.*",
                "[({]{1000}",
                "\\Q(a{1000}){1000}\\E",
                "a{1000}b{1000}",
                "\\({99}",
                "a{x}",
                ")",
                ""
            })
    void whatPeopleWriteIsBounded(String expression) {
        assertThat(ExpressionSize.isBounded(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(?i)[b-\uFFFD]", "(?si)[^\\x{80}-\uFFFD]", "(?i)\u1c80", "(?i)[a-\\x{ffff}]", "(?i)\\x{1C81}"})
    void rangesThatNeverEndAreSeen(String expression) {
        assertThat(ExpressionSize.isEndless(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[b-\uFFFD]", "(?i)[a-z0-9]+", "(?i)[ぁ-ん]", "(?i)[-\uFFFD]", "(?i)a-\uFFFD"})
    void otherRangesEnd(String expression) {
        assertThat(ExpressionSize.isEndless(expression)).isFalse();
        assertThat(com.google.re2j.Pattern.compile(expression)).isNotNull();
    }

    @Test
    void groupsAreCounted() {
        assertThat(ExpressionSize.isBounded("(".repeat(100) + "a" + ")".repeat(100)))
                .isTrue();
        assertThat(ExpressionSize.isBounded("(".repeat(101) + "a" + ")".repeat(101)))
                .isFalse();
    }
}
