package scriptorium.contract.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scriptorium.contract.message.MsgJson;

/**
 * How a {@link Result} travels between services. A tree is a JSON object; what MediaWiki keeps as metadata stands in fields whose names begin with
 * {@code U+0001}, which no result has.
 */
public final class ResultJson {

    private static final String LIST = "\u0001l";
    private static final String KEYED = "\u0001k";
    private static final String BOOL = "\u0001b";
    private static final String TEXT = "\u0001m";
    private static final String CONTENT = "\u0001c";
    private static final String SUB = "\u0001s";
    private static final String BC_SUB = "\u0001t";
    private static final String FORMAT = "\u0001f";

    private ResultJson() {}

    public static void write(JsonGenerator out, Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Long number -> out.writeNumber(number);
            case Integer number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Boolean flag -> out.writeBoolean(flag);
            case Result.Tree tree -> writeTree(out, tree);
            case Result.Items(String element, List<Object> values) -> {
                out.writeStartObject();
                out.writeStringField(LIST, element);
                out.writeArrayFieldStart("v");
                for (Object item : values) {
                    write(out, item);
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            case Result.Keyed(String element, Result.Shape shape, String keyName, Map<String, Object> values) -> {
                out.writeStartObject();
                out.writeStringField(KEYED, element);
                out.writeStringField("h", shape.name());
                out.writeStringField("n", keyName);
                out.writeObjectFieldStart("v");
                for (Map.Entry<String, Object> entry : values.entrySet()) {
                    out.writeFieldName(entry.getKey());
                    write(out, entry.getValue());
                }
                out.writeEndObject();
                out.writeEndObject();
            }
            case Result.Bool(boolean flag) -> {
                out.writeStartObject();
                out.writeBooleanField(BOOL, flag);
                out.writeEndObject();
            }
            case Result.Text(var msg, String format) -> {
                out.writeStartObject();
                out.writeFieldName(TEXT);
                MsgJson.write(out, msg);
                out.writeStringField(FORMAT, format);
                out.writeEndObject();
            }
            default -> throw new IllegalArgumentException("not a result value: " + value.getClass());
        }
    }

    private static void writeTree(JsonGenerator out, Result.Tree tree) throws IOException {
        out.writeStartObject();
        if (!tree.contentKey().isEmpty()) {
            out.writeStringField(CONTENT, tree.contentKey());
        }
        writeNames(out, SUB, tree.subelements());
        writeNames(out, BC_SUB, tree.bcSubelements());
        for (Map.Entry<String, Object> field : tree.fields().entrySet()) {
            out.writeFieldName(field.getKey());
            write(out, field.getValue());
        }
        out.writeEndObject();
    }

    private static void writeNames(JsonGenerator out, String field, Iterable<String> names) throws IOException {
        if (names.iterator().hasNext()) {
            out.writeArrayFieldStart(field);
            for (String name : names) {
                out.writeString(name);
            }
            out.writeEndArray();
        }
    }

    /** Reads a value; the parser stands on its first token, and afterwards on its last. */
    public static Object read(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> readObject(in);
            case START_ARRAY -> new Result.Items("", readArray(in));
            default -> throw new IOException("unexpected token " + in.currentToken());
        };
    }

    private static Object readObject(JsonParser in) throws IOException {
        Result.Tree tree = new Result.Tree();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            if (!name.isEmpty() && name.charAt(0) == '\u0001') {
                switch (name) {
                    case LIST -> {
                        return readList(in);
                    }
                    case KEYED -> {
                        return readKeyed(in);
                    }
                    case BOOL -> {
                        boolean value = in.getBooleanValue();
                        in.nextToken();
                        return new Result.Bool(value);
                    }
                    case TEXT -> {
                        var msg = MsgJson.read(in);
                        in.nextToken();
                        in.nextToken();
                        String format = in.getText();
                        in.nextToken();
                        return new Result.Text(msg, format);
                    }
                    case CONTENT -> tree.markContent(in.getText());
                    case SUB -> readNames(in).forEach(tree::markSubelement);
                    case BC_SUB -> readNames(in).forEach(tree::markBcSubelement);
                    default -> throw new IOException("unknown mark in result");
                }
            } else {
                Object value = read(in);
                tree.fields().put(name, value);
            }
        }
        return tree;
    }

    private static List<String> readNames(JsonParser in) throws IOException {
        List<String> names = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            names.add(in.getText());
        }
        return names;
    }

    private static Result.Items readList(JsonParser in) throws IOException {
        String element = in.getText();
        in.nextToken();
        in.nextToken();
        List<Object> values = readArray(in);
        in.nextToken();
        return new Result.Items(element, values);
    }

    private static List<Object> readArray(JsonParser in) throws IOException {
        List<Object> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            values.add(read(in));
        }
        return values;
    }

    private static Result.Keyed readKeyed(JsonParser in) throws IOException {
        String element = in.getText();
        in.nextToken();
        in.nextToken();
        Result.Shape shape = Result.Shape.valueOf(in.getText());
        in.nextToken();
        in.nextToken();
        String keyName = in.getText();
        in.nextToken();
        in.nextToken();
        Map<String, Object> values = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            in.nextToken();
            values.put(key, read(in));
        }
        in.nextToken();
        return new Result.Keyed(element, shape, keyName, values);
    }
}
