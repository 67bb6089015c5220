package scriptorium.wikitext.function.expr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1+1|2", "2^3^2|64", "-2^2|4", "1/3|0.33333333333333", "-7 mod 3|-1", "7.9 mod 3|1", "-5.5 fmod 2|-1.5", "1.5e-7|1.5E-7",
        "1e14|1.0E+14",
        "0.1+0.2|0.3", "2.5 round 0|3", "1.005 round 2|1.01", "1234 round -2|1200", "1 &lt; 2|1", "3 > 2 > 1|0", "not 1 = 2|0", "(-1)*0|-0",
        "1e308*10|INF", "(-8)^(1/3)|NAN", "trunc 1e20|7766279631452241920", "abs -5 + 3|8", "1−2|-1", "1..2|1", "PI|3.1415926535898",
        "12e +3|12000",
        "3 + 4 * 2 / ( 1 - 5 ) ^ 2|3.5", "()|''", "''|''"})
    void evaluates(String text, String result) {
        assertThat(Expression.evaluate(text)).isEqualTo(new Expression.Outcome.Result(result));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1+", "(1", "1)", "1/0", "1 mod 0", "7 mod 0.5", "asin 2", "ln 0", "sqrt -1", "2 sqrt 4", "foo", "1 2",
            "1 (2)", "1,000", "!1", "2pi", "e e"})
    void faults_are_values(String text) {
        assertThat(Expression.evaluate(text)).isInstanceOf(Expression.Outcome.Failure.class);
    }

    @Test
    void messages_are_escaped() {
        assertThat(Expression.evaluate("1 <nowiki>")).isInstanceOfSatisfying(Expression.Outcome.Failure.class,
                fault -> assertThat(fault.html()).startsWith("<strong class=\"error\">").doesNotContain("<nowiki"));
    }

    @Test
    void deep_nesting_ends_in_a_fault() {
        assertThat(Expression.evaluate("(".repeat(100_000))).isInstanceOf(Expression.Outcome.Failure.class);
    }
}
