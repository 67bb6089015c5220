package scriptorium.contract.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scriptorium.contract.result.Result;
import scriptorium.contract.result.ResultJson;

/** How a {@link Msg} travels between services. */
public final class MsgJson {

    private MsgJson() {}

    public static void write(JsonGenerator out, Msg msg) throws IOException {
        out.writeStartObject();
        out.writeStringField("code", msg.code());
        out.writeStringField("key", msg.key());
        if (!msg.args().isEmpty()) {
            out.writeArrayFieldStart("args");
            for (Arg arg : msg.args()) {
                write(out, arg);
            }
            out.writeEndArray();
        }
        if (!msg.data().isEmpty()) {
            out.writeObjectFieldStart("data");
            for (Map.Entry<String, Object> entry : msg.data().entrySet()) {
                out.writeFieldName(entry.getKey());
                ResultJson.write(out, entry.getValue());
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Arg arg) throws IOException {
        switch (arg) {
            case Arg.Raw(String text) -> out.writeString(text);
            case Arg.RawNum(long value) -> out.writeNumber(value);
            case Arg.Plain(String text) -> {
                out.writeStartObject();
                out.writeStringField("plaintext", text);
                out.writeEndObject();
            }
            case Arg.Num(long value) -> {
                out.writeStartObject();
                out.writeNumberField("num", value);
                out.writeEndObject();
            }
            case Arg.ListOf(List<Arg> items, String type) -> {
                out.writeStartObject();
                out.writeStringField("type", type);
                out.writeArrayFieldStart("list");
                for (Arg item : items) {
                    write(out, item);
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            case Arg.Message(String key, List<Arg> args) -> {
                out.writeStartObject();
                out.writeStringField("message", key);
                out.writeArrayFieldStart("args");
                for (Arg inner : args) {
                    write(out, inner);
                }
                out.writeEndArray();
                out.writeEndObject();
            }
        }
    }

    /** Reads a message; the parser stands on its START_OBJECT, and afterwards on its END_OBJECT. */
    public static Msg read(JsonParser in) throws IOException {
        String code = "";
        String key = "";
        List<Arg> args = new ArrayList<>();
        Map<String, Object> data = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "code" -> code = in.getText();
                case "key" -> key = in.getText();
                case "args" -> args.addAll(readArgs(in));
                case "data" -> data.putAll(((Result.Tree) ResultJson.read(in)).fields());
                default -> in.skipChildren();
            }
        }
        return new Msg(code, key, args, data);
    }

    private static Arg readArg(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> new Arg.Raw(in.getText());
            case VALUE_NUMBER_INT -> new Arg.RawNum(in.getLongValue());
            default -> readTypedArg(in);
        };
    }

    private static List<Arg> readArgs(JsonParser in) throws IOException {
        List<Arg> args = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            args.add(readArg(in));
        }
        return args;
    }

    private static Arg readTypedArg(JsonParser in) throws IOException {
        Arg arg = new Arg.Raw("");
        String type = "comma";
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "plaintext" -> arg = new Arg.Plain(in.getText());
                case "num" -> arg = new Arg.Num(in.getLongValue());
                case "type" -> type = in.getText();
                case "list" -> arg = new Arg.ListOf(readArgs(in), type);
                case "message" -> arg = new Arg.Message(in.getText(), List.of());
                case "args" -> arg = arg instanceof Arg.Message(String key, List<Arg> _) ? new Arg.Message(key, readArgs(in)) : arg;
                default -> in.skipChildren();
            }
        }
        return arg;
    }
}
