package scriptorium.router.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import scriptorium.contract.result.Result;

/**
 * PHP's {@code serialize()} format. Shapes are those of the two JSON versions.
 *
 * @param version 1 or 2
 */
public record PhpFormat(int version) implements OutputFormat {

    @Override
    public String mime() {
        return "application/vnd.php.serialized";
    }

    @Override
    public String extension() {
        return "php";
    }

    @Override
    public byte[] write(Result.Tree answer) {
        ByteOut out = new ByteOut();
        value(out, answer);
        return out.toBytes();
    }

    private void value(ByteOut out, Object value) {
        switch (value) {
            case null -> out.ascii("N;");
            case String text -> string(out, text);
            case Long number -> out.ascii("i:").ascii(Long.toString(number)).ascii(';');
            case Double number -> out.ascii("d:").ascii(Numbers.plain(number)).ascii(';');
            case Boolean flag -> out.ascii(version > 1 ? flag ? "b:1;" : "b:0;" : "s:0:\"\";");
            case Result.Bool(boolean flag) -> out.ascii(flag ? "b:1;" : "b:0;");
            case Result.Tree tree -> tree(out, tree);
            case Result.Items(String _, List<Object> values) -> list(out, values);
            case Result.Keyed keyed -> keyed(out, keyed);
            default -> throw new IllegalArgumentException("not a result value: " + value.getClass());
        }
    }

    private record Entry(String key, Object value, boolean wrapped) {}

    private void tree(ByteOut out, Result.Tree tree) {
        entries(out, entriesOf(tree));
    }

    private List<Entry> entriesOf(Result.Tree tree) {
        List<Entry> entries = new ArrayList<>(tree.fields().size());
        String contentKey = version == 1 ? tree.contentKey() : "";
        tree.fields().forEach((name, value) -> {
            if (shown(value) && !name.equals(contentKey)) {
                entries.add(new Entry(name, value, version == 1 && tree.bcSubelements().contains(name)));
            }
        });
        if (!contentKey.isEmpty() && tree.fields().containsKey(contentKey)) {
            entries.add(new Entry("*", tree.get(contentKey), false));
        }
        return entries;
    }

    private void entries(ByteOut out, List<Entry> entries) {
        open(out, entries.size());
        for (Entry entry : entries) {
            key(out, entry.key());
            if (entry.wrapped()) {
                open(out, 1);
                string(out, "*");
                value(out, entry.value());
                out.ascii('}');
            } else {
                value(out, entry.value());
            }
        }
        out.ascii('}');
    }

    private void keyed(ByteOut out, Result.Keyed keyed) {
        boolean asList = switch (keyed.shape()) {
            case BC_ARRAY -> version > 1;
            case BC_ASSOC -> version == 1;
            case ASSOC, KVP, BC_KVP -> false;
        };
        if (asList) {
            list(out, keyed.shape() == Result.Shape.BC_ARRAY ? keyed.inOrderOfKeys() : List.copyOf(keyed.values().values()));
        } else if (keyed.shape() == Result.Shape.BC_KVP && version == 1) {
            list(out, pairs(keyed));
        } else {
            List<Entry> entries = new ArrayList<>();
            keyed.values().forEach((name, value) -> {
                if (shown(value)) {
                    entries.add(new Entry(name, value, false));
                }
            });
            entries(out, entries);
        }
    }

    private static List<Object> pairs(Result.Keyed keyed) {
        List<Object> pairs = new ArrayList<>();
        for (Map.Entry<String, Object> entry : keyed.values().entrySet()) {
            Result.Tree pair = new Result.Tree().put(keyed.keyName(), entry.getKey());
            pairs.add(entry.getValue() instanceof Result.Tree tree ? pair.putAll(tree) : pair.set("*", entry.getValue()));
        }
        return pairs;
    }

    private void list(ByteOut out, List<?> values) {
        List<?> kept = values.stream().filter(this::shown).toList();
        open(out, kept.size());
        int index = 0;
        for (Object value : kept) {
            out.ascii("i:").ascii(Integer.toString(index++)).ascii(';');
            value(out, value);
        }
        out.ascii('}');
    }

    private boolean shown(Object value) {
        return version > 1 || !Boolean.FALSE.equals(value);
    }

    private static void open(ByteOut out, int size) {
        out.ascii("a:").ascii(Integer.toString(size)).ascii(":{");
    }

    /** PHP turns keys that are whole numbers into integers. */
    private static void key(ByteOut out, String key) {
        if (key.length() < 19 && key.matches("0|-?[1-9]\\d*")) {
            out.ascii("i:").ascii(key).ascii(';');
        } else {
            string(out, key);
        }
    }

    private static void string(ByteOut out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.ascii("s:").ascii(Integer.toString(utf8.length)).ascii(":\"").utf8(text).ascii("\";");
    }
}
