package scriptorium.wikitext.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Eight times the input takes some eight times the time; what grows with the square of it would take up to sixty-four times. */
class GrowthTest {

    private static final int TIMES = 8;
    private static final int SMALL = 10_000;
    private static final int MOST = 2 * TIMES;
    private static final int TRIES = 3;

    /** What stands before, what is repeated, and what stands behind. */
    record Input(String before, String repeated, String after) {}

    /** With tildes between the three. */
    private static final List<String> INSIDE = List.of(
            "~[[Category:A]]   \n~", "~<ref>a</ref> b\n~", "~<ref name=\"\">a</ref>\n~", "<ref name=a>x</ref>~<ref follow=a>y</ref>~", "~<ref follow=a>y</ref>~",
            "~<references><ref name=a>x</ref></references><ref name=a />\n~", "<ref>~<b>~</ref>", "<ref>~<b <!--~></ref>", "<poem>~[[Category:A]]<p><i><div>~</poem>", "<pre>~<nowiki>~</pre>", "-{~}~}-", "~=-->\n~",
            "[[File:A.png|thumb|~[[~]]", "[http://a ~;~]", "http://a~;~", "<gallery>\nA.png|~]]~\n</gallery>", "{{#tag:ref|~a{{#tag:ref|b<ref>c</ref>}}~}}", "~[[~]]", "<div style=\"~color:red;~\">a</div>",
            "<gallery>\nA.png|~[http://a ~\n</gallery>", "<gallery>\nA.png|]~[http://a ~\n</gallery>", "<gallery>\nA.png|~http://a|~\n</gallery>", "<gallery>\nA.png|link=~[[a]]~\n</gallery>", "\n~<!----> ~x",
            "{{lc:a|~{{lc:a|b}}|~}}", "{{Box|\n~== a ==\n~}}", "~* {{Box|{{Box}}\n== a ==}}\n~", "{{uc:~<ref>a</ref>~}}", "[[Foo|~<h2>a</h2>~]]", "{{formatnum:~1e3 ~}}", "{{plural:1|~a1=|~}}", "{{#language:~a~}}");

    private final Benchmark bench = new Benchmark();

    static Stream<Input> inputs() {
        return Stream.concat(Benchmark.REPEATED.stream().map(text -> new Input("", text, "")), INSIDE.stream().map(text -> text.split("~", -1)).map(part -> new Input(part[0], part[1], part[2])));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void growsWithItsInput(Input input) {
        String middle = input.repeated().repeat(SMALL / input.repeated().length());
        String once = input.before() + middle + input.after();
        String more = input.before() + middle.repeat(TIMES) + input.after();
        bench.millis(more, 2);

        assertThat(DoubleStream.generate(() -> fastest(more) / Math.max(fastest(once), 0.2)).limit(TRIES).filter(growth -> growth < MOST).findFirst()).isPresent();
    }

    private double fastest(String text) {
        return DoubleStream.generate(() -> bench.millis(text, 1)).limit(3).min().orElseThrow();
    }
}
