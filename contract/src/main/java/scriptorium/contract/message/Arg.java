package scriptorium.contract.message;

import java.util.Arrays;
import java.util.List;

/** An argument of a {@link Msg}, typed as {@code errorformat=raw} shows it. */
public sealed interface Arg {

    /** {@code {"plaintext": "x"}}: text that is never read as markup. */
    record Plain(String text) implements Arg {}

    /** {@code {"num": 5}}: a number, written as the language writes numbers. */
    record Num(long value) implements Arg {}

    /** A bare string: may hold markup of ours. */
    record Raw(String text) implements Arg {}

    /** A bare number. */
    record RawNum(long value) implements Arg {}

    /** {@code {"list": [...], "type": "comma" | "text"}}. */
    record ListOf(List<Arg> items, String type) implements Arg {
        public ListOf {
            items = List.copyOf(items);
        }
    }

    /** {@code {"message": {"key": "x", "params": []}}}: another message. */
    record Message(String key, List<Arg> args) implements Arg {
        public Message {
            args = List.copyOf(args);
        }
    }

    static Arg plain(String text) {
        return new Plain(text);
    }

    static Arg num(long value) {
        return new Num(value);
    }

    static Arg raw(String text) {
        return new Raw(text);
    }

    static Arg rawNum(long value) {
        return new RawNum(value);
    }

    static Arg message(String key, Arg... args) {
        return new Message(key, Arrays.asList(args));
    }

    /** What somebody does, named by the right that it needs: "edit this page". */
    static Arg action(String right) {
        return message("action-" + right);
    }

    static Arg comma(List<String> plain) {
        return new ListOf(plain.stream().<Arg>map(Plain::new).toList(), "comma");
    }

    /** Parameter names in {@code <var>}, joined as in a sentence. */
    static Arg vars(String... names) {
        return new ListOf(Arrays.stream(names).<Arg>map(name -> new Raw("<var>" + name + "</var>")).toList(), "text");
    }
}
