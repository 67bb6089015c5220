package scriptorium.router.format;

import java.util.List;
import java.util.Map;
import scriptorium.contract.result.Result;

/**
 * JSON in MediaWiki's two versions. In version 1 a flag is {@code ""} or left out, content stands last under {@code *}, and maps keyed by id are objects; version
 * 2 has true booleans, names for content, and lists.
 *
 * @param version 1 or 2
 * @param ascii whether everything beyond ASCII is escaped
 * @param pretty whether it is indented by four blanks
 * @param callback name of the function that the answer is handed to (JSONP); empty for none
 * @param jsonp whether there is a callback, if only an empty one
 */
public record JsonFormat(int version, boolean ascii, boolean pretty, String callback, boolean jsonp) implements OutputFormat {

    private static final String HEX = "0123456789abcdef";

    public JsonFormat(int version, boolean ascii) {
        this(version, ascii, false, "", false);
    }

    @Override
    public String mime() {
        return jsonp ? "text/javascript" : "application/json";
    }

    @Override
    public String extension() {
        return jsonp ? "js" : "json";
    }

    @Override
    public byte[] write(Result.Tree answer) {
        ByteOut out = new ByteOut();
        if (jsonp) {
            out.ascii("/**/").utf8(callback).ascii('(');
        }
        root(out, answer);
        if (jsonp) {
            out.ascii(')');
        }
        return out.toBytes();
    }

    /** An answer whose keys are 0, 1, 2 … is a list: so opensearch spells its answer. */
    private void root(ByteOut out, Result.Tree answer) {
        int expected = 0;
        for (String key : answer.fields().keySet()) {
            if (!key.equals(Integer.toString(expected++))) {
                expected = -1;
                break;
            }
        }
        if (expected > 0) {
            list(out, answer.fields().values(), 0);
        } else {
            tree(out, answer, 0);
        }
    }

    private void value(ByteOut out, Object value, int depth) {
        switch (value) {
            case null -> out.ascii("null");
            case String text -> string(out, text);
            case Long number -> out.ascii(Long.toString(number));
            case Double number -> out.ascii(Numbers.json(number));
            case Boolean flag -> out.ascii(version > 1 ? flag.toString() : "\"\"");
            case Result.Bool(boolean flag) -> out.ascii(Boolean.toString(flag));
            case Result.Tree tree -> tree(out, tree, depth);
            case Result.Items(String _, List<Object> values) -> list(out, values, depth);
            case Result.Keyed keyed -> keyed(out, keyed, depth);
            default -> throw new IllegalArgumentException("not a result value: " + value.getClass());
        }
    }

    private boolean shown(Object value) {
        return version > 1 || !Boolean.FALSE.equals(value);
    }

    private void tree(ByteOut out, Result.Tree tree, int depth) {
        if (version == 1 && allDropped(tree)) {
            out.ascii("[]");
            return;
        }
        Fields fields = new Fields(out, depth);
        treeFields(out, tree, depth, fields, true);
        fields.close();
    }

    /** What PHP has left after it dropped all flags is an empty array, and that is written as a list. */
    private static boolean allDropped(Result.Tree tree) {
        return !tree.fields().isEmpty() && tree.fields().values().stream().allMatch(Boolean.FALSE::equals);
    }

    private void treeFields(ByteOut out, Result.Tree tree, int depth, Fields fields, boolean content) {
        String contentKey = version == 1 ? tree.contentKey() : "";
        for (Map.Entry<String, Object> field : tree.fields().entrySet()) {
            String name = field.getKey();
            Object value = field.getValue();
            if (!shown(value) || name.equals(contentKey)) {
                continue;
            }
            fields.name(name);
            if (version == 1 && tree.bcSubelements().contains(name)) {
                Fields wrapped = new Fields(out, depth + 1);
                wrapped.name("*");
                value(out, value, depth + 2);
                wrapped.close();
            } else {
                value(out, value, depth + 1);
            }
        }
        if (content && !contentKey.isEmpty() && tree.fields().containsKey(contentKey)) {
            fields.name("*");
            value(out, tree.get(contentKey), depth + 1);
        }
    }

    private void keyed(ByteOut out, Result.Keyed keyed, int depth) {
        switch (keyed.shape()) {
            case BC_ARRAY -> {
                if (version > 1) {
                    list(out, keyed.inOrderOfKeys(), depth);
                } else {
                    object(out, keyed.values(), depth);
                }
            }
            case BC_ASSOC -> {
                if (version > 1) {
                    object(out, keyed.values(), depth);
                } else {
                    list(out, keyed.values().values(), depth);
                }
            }
            case BC_KVP -> {
                if (version > 1) {
                    object(out, keyed.values(), depth);
                } else {
                    pairs(out, keyed, depth);
                }
            }
            case ASSOC, KVP -> object(out, keyed.values(), depth);
        }
    }

    private void object(ByteOut out, Map<String, Object> values, int depth) {
        Fields fields = new Fields(out, depth);
        values.forEach((name, value) -> {
            if (shown(value)) {
                fields.name(name);
                value(out, value, depth + 1);
            }
        });
        fields.close();
    }

    private void pairs(ByteOut out, Result.Keyed keyed, int depth) {
        Members members = new Members(out, depth);
        keyed.values().forEach((name, value) -> {
            members.next();
            Fields pair = new Fields(out, depth + 1);
            pair.name(keyed.keyName());
            string(out, name);
            if (value instanceof Result.Tree tree) {
                treeFields(out, tree, depth + 1, pair, true);
            } else {
                pair.name("*");
                value(out, value, depth + 2);
            }
            pair.close();
        });
        members.close();
    }

    private void list(ByteOut out, Iterable<?> values, int depth) {
        Members members = new Members(out, depth);
        for (Object value : values) {
            if (shown(value)) {
                members.next();
                value(out, value, depth + 1);
            }
        }
        members.close();
    }

    private void string(ByteOut out, String text) {
        out.ascii('"');
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                if (ascii || c == '\u2028' || c == '\u2029') {
                    escaped(out, Character.isSurrogate(c) && !paired(text, i) ? '\uFFFD' : c);
                } else {
                    i += out.wide(text, i, c);
                }
            } else if (c >= ' ' && c != '"' && c != '\\') {
                out.ascii(c);
            } else {
                control(out, c);
            }
        }
        out.ascii('"');
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static void control(ByteOut out, char c) {
        switch (c) {
            case '"' -> out.ascii("\\\"");
            case '\\' -> out.ascii("\\\\");
            case '\b' -> out.ascii("\\b");
            case '\f' -> out.ascii("\\f");
            case '\n' -> out.ascii("\\n");
            case '\r' -> out.ascii("\\r");
            case '\t' -> out.ascii("\\t");
            default -> escaped(out, c);
        }
    }

    private static void escaped(ByteOut out, char c) {
        out.ascii("\\u").ascii(HEX.charAt(c >> 12)).ascii(HEX.charAt(c >> 8 & 15)).ascii(HEX.charAt(c >> 4 & 15)).ascii(HEX.charAt(c & 15));
    }

    private void indent(ByteOut out, int depth) {
        if (pretty) {
            out.ascii('\n').ascii("    ".repeat(depth));
        }
    }

    /** Braces and commas of one object. */
    private final class Fields {
        private final ByteOut out;
        private final int depth;
        private boolean any;

        Fields(ByteOut out, int depth) {
            this.out = out;
            this.depth = depth;
            out.ascii('{');
        }

        void name(String name) {
            if (any) {
                out.ascii(',');
            }
            any = true;
            indent(out, depth + 1);
            string(out, name);
            out.ascii(pretty ? ": " : ":");
        }

        void close() {
            if (any) {
                indent(out, depth);
            }
            out.ascii('}');
        }
    }

    /** Brackets and commas of one list. */
    private final class Members {
        private final ByteOut out;
        private final int depth;
        private boolean any;

        Members(ByteOut out, int depth) {
            this.out = out;
            this.depth = depth;
            out.ascii('[');
        }

        void next() {
            if (any) {
                out.ascii(',');
            }
            any = true;
            indent(out, depth + 1);
        }

        void close() {
            if (any) {
                indent(out, depth);
            }
            out.ascii(']');
        }
    }
}
