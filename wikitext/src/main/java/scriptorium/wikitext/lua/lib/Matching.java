package scriptorium.wikitext.lua.lib;

import java.util.function.Function;
import scriptorium.wikitext.lua.Args;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;
import scriptorium.wikitext.lua.LuaFunction;
import scriptorium.wikitext.lua.LuaTable;
import scriptorium.wikitext.lua.Numbers;
import scriptorium.wikitext.lua.TextBuilder;

/** {@code find}, {@code match}, {@code gmatch} and {@code gsub} over one kind of text. */
public final class Matching {

    private static final String SPECIALS = "^$*+?.([%-";

    private final Function<String, Text> reader;
    private final ToText argument;
    private final boolean unicode;

    /** Takes an argument that must be a text. */
    public interface ToText {
        String of(Args a, int i);
    }

    /**
     * @param reader makes a text of a Lua string
     * @param argument checks a text that is given
     * @param unicode whether a percent sign that says nothing stands for itself, and captures must be closed though nothing asks for them
     */
    public Matching(Function<String, Text> reader, ToText argument, boolean unicode) {
        this.reader = reader;
        this.argument = argument;
        this.unicode = unicode;
    }

    public void install(Library library) {
        library.add("find", (lua, a) -> search(lua, a, true));
        library.add("match", (lua, a) -> search(lua, a, false));
        library.add("gmatch", this::gmatch);
        library.add("gsub", this::gsub);
    }

    private Object[] search(Lua lua, Args a, boolean find) {
        String source = argument.of(a, 0);
        String wanted = argument.of(a, 1);
        Text text = reader.apply(source);
        int from = a.integer(2, 1);
        from = from > 0 ? from - 1 : from < 0 ? Math.max(0, text.length() + from) : 0;
        if (from > text.length()) {
            if (!find || !(wanted.isEmpty())) {
                return new Object[] {null};
            }
            from = text.length();
        }
        Text pattern = reader.apply(wanted);
        if (find && (a.truth(3) || wanted.chars().noneMatch(c -> SPECIALS.indexOf(c) >= 0))) {
            return plain(text, pattern, from);
        }
        Pattern compiled = new Pattern(lua, text, pattern);
        int[] found = compiled.find(from);
        if (found == null) {
            return new Object[] {null};
        }
        if (!find) {
            return compiled.captured(found[0], found[1]);
        }
        Object[] captures = compiled.onlyCaptures();
        Object[] out = new Object[captures.length + 2];
        out[0] = (double) (found[0] + 1);
        out[1] = (double) found[1];
        System.arraycopy(captures, 0, out, 2, captures.length);
        return out;
    }

    private static Object[] plain(Text text, Text wanted, int from) {
        for (int i = from; i + wanted.length() <= text.length(); i++) {
            int k = 0;
            while (k < wanted.length() && text.at(i + k) == wanted.at(k)) {
                k++;
            }
            if (k == wanted.length()) {
                return new Object[] {(double) (i + 1), (double) (i + k)};
            }
        }
        return new Object[] {null};
    }

    private Object[] gmatch(Lua lua, Args a) {
        Text text = reader.apply(argument.of(a, 0));
        Pattern pattern = new Pattern(lua, text, reader.apply(argument.of(a, 1)));
        int[] at = {0};
        return Lua.one(LuaFunction.of("gmatch", (l, none) -> {
            for (int s = at[0]; s <= text.length(); s++) {
                int end = pattern.matchHere(s, 0);
                if (end >= 0) {
                    at[0] = end == s ? end + 1 : end;
                    return pattern.captured(s, end);
                }
            }
            at[0] = text.length() + 1;
            return new Object[] {null};
        }));
    }

    private Object[] gsub(Lua lua, Args a) {
        Text text = reader.apply(argument.of(a, 0));
        Text written = reader.apply(argument.of(a, 1));
        Object replacement = a.get(2);
        if (!(replacement instanceof String || replacement instanceof Double || replacement instanceof LuaTable || replacement instanceof LuaFunction)) {
            throw a.bad(2, "string/function/table expected");
        }
        int limit = a.get(3) == null ? Integer.MAX_VALUE : a.integer(3);
        boolean anchored = written.length() > 0 && written.at(0) == '^';
        Pattern pattern = new Pattern(lua, text, written);
        TextBuilder out = new TextBuilder(lua);
        int s = 0;
        int copied = 0;
        int count = 0;
        while (count < limit) {
            int end = pattern.matchHere(s, anchored ? 1 : 0);
            if (end >= 0) {
                count++;
                if (unicode) {
                    pattern.onlyCaptures();
                }
                out.append(text.part(copied, s)).append(replaced(lua, replacement, pattern, text, s, end));
                copied = end;
            }
            if (end >= 0 && end > s) {
                s = end;
            } else if (s < text.length()) {
                s++;
            } else {
                break;
            }
            if (anchored) {
                break;
            }
        }
        out.append(text.part(copied, text.length()));
        return new Object[] {lua.allocated(out.toString()), (double) count};
    }

    private String replaced(Lua lua, Object replacement, Pattern pattern, Text text, int from, int to) {
        Object value = switch (replacement) {
            case LuaTable table -> lua.index(table, pattern.capture(0, from, to));
            case LuaFunction function -> Lua.first(lua.callBack(function, pattern.captured(from, to)));
            case Double number -> Numbers.text(number);
            default -> filled((String) replacement, pattern, text, from, to);
        };
        if (value == null || value == Boolean.FALSE) {
            return text.part(from, to);
        }
        if (value instanceof Double number) {
            return Numbers.text(number);
        }
        if (!(value instanceof String)) {
            throw new LuaError("invalid replacement value (a " + Lua.type(value) + ")");
        }
        return (String) value;
    }

    private String filled(String template, Pattern pattern, Text text, int from, int to) {
        if (template.indexOf('%') < 0) {
            return template;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            if (unicode && (i + 1 >= template.length() || "%0123456789".indexOf(template.charAt(i + 1)) < 0)) {
                out.append(c);
                continue;
            }
            // A text of C ends with a zero byte, and that is what a last % is followed by.
            char next = ++i < template.length() ? template.charAt(i) : '\0';
            if (next == '0') {
                out.append(text.part(from, to));
            } else if (next >= '1' && next <= '9') {
                Object capture = pattern.capture(next - '1', from, to);
                out.append(capture instanceof Double number ? Numbers.text(number) : capture);
            } else {
                out.append(next);
            }
        }
        return out.toString();
    }
}
