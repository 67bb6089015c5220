package scriptorium.router.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import scriptorium.contract.message.Arg;

/**
 * A message text, read once: {@code $1} is an argument, <code>{{PLURAL:$1|one|many}}</code> chooses by number, a few tags set words apart, {@code [url text]} and
 * {@code [[Title|text]]} link. Everything else is text and can never become markup.
 */
final class Template {

    private static final Set<String> TAGS = Set.of("kbd", "var", "code", "samp", "em", "strong", "b", "i", "small", "p", "ul", "ol", "li", "dl", "dt", "dd");
    private static final Set<String> QUOTING = Set.of("kbd", "var", "code", "samp");

    private sealed interface Part {
        record Text(String text) implements Part {}

        record Ref(int index) implements Part {}

        record Plural(int index, List<Template> forms) implements Part {}

        record Tag(String name, boolean end) implements Part {}

        record Break() implements Part {}

        record External(String url, Template text) implements Part {}

        record Internal(Template target, Template text) implements Part {}
    }

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    static Template of(String source) {
        return new Reader(source).read();
    }

    String write(List<Arg> args, Markup markup, Links links) {
        StringBuilder out = new StringBuilder();
        write(out, args, markup, links);
        return out.toString();
    }

    private void write(StringBuilder out, List<Arg> args, Markup markup, Links links) {
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String text) -> out.append(escaped(text, markup));
                case Part.Ref(int index) -> {
                    if (index <= args.size()) {
                        argument(out, args.get(index - 1), markup, links);
                    } else {
                        out.append('$').append(index);
                    }
                }
                case Part.Plural(int index, List<Template> forms) -> {
                    long number = index <= args.size() ? number(args.get(index - 1)) : 0;
                    forms.get(number == 1 ? 0 : forms.size() - 1).write(out, args, markup, links);
                }
                case Part.Tag(String name, boolean end) -> {
                    if (markup != Markup.PLAIN) {
                        out.append(end ? "</" : "<").append(name).append('>');
                    } else if (QUOTING.contains(name)) {
                        out.append('"');
                    }
                }
                case Part.Break() -> out.append(markup == Markup.PLAIN ? "\n" : "<br />");
                case Part.External(String url, Template text) -> external(out, url, text.write(args, markup, links), markup);
                case Part.Internal(Template target, Template text) -> internal(out, target.write(args, Markup.PLAIN, links), text.write(args, markup, links), markup, links);
            }
        }
    }

    private static void external(StringBuilder out, String url, String text, Markup markup) {
        switch (markup) {
            case HTML -> out.append("<a rel=\"nofollow\" class=\"external text\" href=\"").append(escaped(url, markup)).append("\">").append(text).append("</a>");
            case WIKITEXT -> out.append('[').append(url).append(' ').append(text).append(']');
            case PLAIN -> out.append(text).append(" (").append(url).append(')');
        }
    }

    private static void internal(StringBuilder out, String target, String text, Markup markup, Links links) {
        switch (markup) {
            case HTML -> out.append("<a href=\"").append(escaped(links.page(named(target)), markup)).append("\">").append(text).append("</a>");
            case WIKITEXT -> out.append("[[").append(target).append('|').append(text).append("]]");
            case PLAIN -> out.append(text);
        }
    }

    /** The colon in front of a category or file makes it a link like any other; it is no part of the name. */
    private static String named(String target) {
        return target.startsWith(":") ? target.substring(1) : target;
    }

    private static void argument(StringBuilder out, Arg arg, Markup markup, Links links) {
        switch (arg) {
            case Arg.Plain(String text) -> out.append(escaped(text, markup));
            case Arg.Num(long value) -> out.append(grouped(value));
            case Arg.RawNum(long value) -> out.append(value);
            case Arg.Raw(String text) -> Template.of(text).write(out, List.of(), markup, links);
            case Arg.Message(String key, List<Arg> inner) -> Template.of(links.message(key)).write(out, inner, markup, links);
            case Arg.ListOf(List<Arg> items, String type) -> {
                for (int i = 0; i < items.size(); i++) {
                    if (i > 0) {
                        out.append(type.equals("text") && i == items.size() - 1 ? " and " : ", ");
                    }
                    argument(out, items.get(i), markup, links);
                }
            }
        }
    }

    private static String grouped(long value) {
        return value > -10_000 && value < 10_000 && Math.abs(value) < 1000 ? Long.toString(value) : String.format(Locale.ROOT, "%,d", value);
    }

    private static long number(Arg arg) {
        return switch (arg) {
            case Arg.Num(long value) -> value;
            case Arg.RawNum(long value) -> value;
            case Arg.Plain(String text) -> text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
            case Arg.Raw(String text) -> text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
            case Arg.ListOf(List<Arg> items, String _) -> items.size();
            case Arg.Message _ -> 0;
        };
    }

    static String escaped(String text, Markup markup) {
        return switch (markup) {
            case PLAIN -> text;
            case HTML -> Html.text(text);
            case WIKITEXT -> wikitext(text);
        };
    }

    private static String wikitext(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '[', ']', '{', '}', '|' -> out.append("&#").append((int) c).append(';');
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** Reads the source; what does not fit any construct stays text. */
    private static final class Reader {
        private final String source;
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private int at;

        Reader(String source) {
            this.source = source;
        }

        Template read() {
            while (at < source.length()) {
                char c = source.charAt(at);
                boolean taken = switch (c) {
                    case '$' -> reference();
                    case '{' -> plural();
                    case '<' -> tag();
                    case '[' -> link();
                    case '&' -> entity();
                    default -> false;
                };
                if (!taken) {
                    text.append(c);
                    at++;
                }
            }
            flush();
            return new Template(parts);
        }

        private void add(Part part, int next) {
            flush();
            parts.add(part);
            at = next;
        }

        private void flush() {
            if (!text.isEmpty()) {
                parts.add(new Part.Text(text.toString()));
                text.setLength(0);
            }
        }

        private boolean reference() {
            int end = at + 1;
            while (end < source.length() && end < at + 3 && Character.isDigit(source.charAt(end))) {
                end++;
            }
            if (end == at + 1 || source.charAt(at + 1) == '0') {
                return false;
            }
            add(new Part.Ref(Integer.parseInt(source.substring(at + 1, end))), end);
            return true;
        }

        private boolean plural() {
            boolean gender = source.startsWith("{{GENDER:$", at);
            if (!gender && !source.startsWith("{{PLURAL:$", at)) {
                return false;
            }
            int end = source.indexOf("}}", at);
            int bar = source.indexOf('|', at);
            if (end < 0 || bar < 0 || bar > end || !source.substring(at + 10, bar).matches("\\d{1,2}")) {
                return false;
            }
            int index = Integer.parseInt(source.substring(at + 10, bar));
            List<Template> forms = new ArrayList<>();
            for (String form : source.substring(bar + 1, end).split("\\|", -1)) {
                forms.add(Template.of(form));
            }
            add(new Part.Plural(index, gender ? List.of(forms.getLast()) : forms), end + 2);
            return true;
        }

        private boolean tag() {
            int end = source.indexOf('>', at);
            if (end < 0 || end > at + 10) {
                return false;
            }
            boolean closing = source.charAt(at + 1) == '/';
            String name = source.substring(at + (closing ? 2 : 1), end).strip();
            if (name.equals("br") || name.equals("br /") || name.equals("br/")) {
                add(new Part.Break(), end + 1);
                return true;
            }
            if (!TAGS.contains(name)) {
                return false;
            }
            add(new Part.Tag(name, closing), end + 1);
            return true;
        }

        private boolean link() {
            if (source.startsWith("[[", at)) {
                int end = source.indexOf("]]", at);
                if (end < 0) {
                    return false;
                }
                String inside = source.substring(at + 2, end);
                int bar = inside.indexOf('|');
                String target = bar < 0 ? inside : inside.substring(0, bar);
                add(new Part.Internal(Template.of(target), Template.of(bar < 0 ? named(inside) : inside.substring(bar + 1))), end + 2);
                return true;
            }
            int end = source.indexOf(']', at);
            if (end < 0 || !source.startsWith("http", at + 1)) {
                return false;
            }
            String inside = source.substring(at + 1, end);
            int blank = inside.indexOf(' ');
            String url = blank < 0 ? inside : inside.substring(0, blank);
            add(new Part.External(url, Template.of(blank < 0 ? url : inside.substring(blank + 1))), end + 1);
            return true;
        }

        private boolean entity() {
            for (String[] pair : new String[][] {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&nbsp;", "\u00A0"}, {"&#39;", "'"}}) {
                if (source.startsWith(pair[0], at)) {
                    text.append(pair[1]);
                    at += pair[0].length();
                    return true;
                }
            }
            int end = source.indexOf(';', at);
            if (source.startsWith("&#", at) && end > 0 && source.substring(at + 2, end).matches("[1-9]\\d{1,5}")) {
                text.appendCodePoint(Integer.parseInt(source.substring(at + 2, end)));
                at = end + 1;
                return true;
            }
            return false;
        }
    }
}
