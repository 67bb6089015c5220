package scriptorium.router.format;

import java.util.List;
import java.util.Map;
import scriptorium.contract.result.Result;

/** The answer with its inner marks (element names, types) as indented JSON; for people who write modules. */
public record RawFormat() implements OutputFormat {

    private static final JsonFormat JSON = new JsonFormat(2, false, true, "", false);

    @Override
    public String mime() {
        return "application/json";
    }

    @Override
    public String extension() {
        return "json";
    }

    @Override
    public byte[] write(Result.Tree answer) {
        return JSON.write(((Result.Tree) marked(answer)).put("_type", "assoc"));
    }

    private static Object marked(Object value) {
        return switch (value) {
            case Result.Tree tree -> {
                Result.Tree shown = new Result.Tree();
                tree.fields().forEach((name, field) -> shown.set(name, marked(field)));
                if (!tree.contentKey().isEmpty()) {
                    shown.put("_content", tree.contentKey());
                }
                names(shown, "_subelements", tree.subelements());
                names(shown, "_BC_subelements", tree.bcSubelements());
                yield shown;
            }
            case Result.Items(String element, List<Object> values) -> {
                Result.Tree shown = new Result.Tree();
                for (int i = 0; i < values.size(); i++) {
                    shown.set(Integer.toString(i), marked(values.get(i)));
                }
                yield shown.put("_element", element);
            }
            case Result.Keyed(String element, Result.Shape shape, String keyName, Map<String, Object> values) -> {
                Result.Tree shown = new Result.Tree();
                values.forEach((name, field) -> shown.set(name, marked(field)));
                shown.put("_type", type(shape)).put("_element", element);
                yield keyName.isEmpty() ? shown : shown.put("_kvpkeyname", keyName);
            }
            case Result.Bool(boolean flag) -> flag;
            case null -> null;
            default -> value;
        };
    }

    private static void names(Result.Tree shown, String mark, Iterable<String> names) {
        if (names.iterator().hasNext()) {
            shown.put(mark, Result.Items.of("", names));
        }
    }

    private static String type(Result.Shape shape) {
        return switch (shape) {
            case ASSOC -> "assoc";
            case BC_ARRAY -> "BCarray";
            case BC_ASSOC -> "BCassoc";
            case KVP -> "kvp";
            case BC_KVP -> "BCkvp";
        };
    }
}
