package scriptorium.contract.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.Msg;
import scriptorium.contract.message.MsgJson;
import scriptorium.contract.result.Result;
import scriptorium.contract.result.ResultJson;

/** How {@link ModuleCall} and {@link ModuleAnswer} are written on the wire. */
public final class CallJson {

    private static final JsonFactory JSON = new JsonFactory();

    static {
        JSON.setStreamReadConstraints(com.fasterxml.jackson.core.StreamReadConstraints.builder()
                .maxStringLength(256 * 1024 * 1024)
                .maxNestingDepth(2000)
                .build());
    }

    private CallJson() {}

    public static byte[] write(ModuleCall call) {
        return bytes(out -> {
            out.writeStartObject();
            map(out, "params", call.params());
            texts(out, "posted", call.posted());
            texts(out, "repaired", call.repaired());
            out.writeBooleanField("post", call.isPost());
            out.writeStringField("language", call.language());
            out.writeStringField("errorformat", call.errorFormat());
            out.writeStringField("requestid", call.requestId());
            out.writeStringField("ip", call.ip());
            texts(out, "foreign", call.foreign());
            map(out, "headers", call.headers());
            map(out, "cookies", call.cookies());
            out.writeEndObject();
        });
    }

    public static ModuleCall readCall(byte[] json) {
        Map<String, Object> f = new LinkedHashMap<>();
        parse(json, (name, in) -> f.put(name, switch (name) {
            case "params", "headers", "cookies" -> readMap(in);
            case "posted", "repaired", "foreign" -> new LinkedHashSet<>(readTexts(in));
            case "post" -> in.getBooleanValue();
            default -> in.getText();
        }));
        return new ModuleCall(get(f, "params", Map.of()), get(f, "posted", Set.of()), get(f, "repaired", Set.of()), get(f, "post", false),
                get(f, "language", "en"), get(f, "errorformat", "bc"), get(f, "requestid", ""), get(f, "ip", ""), get(f, "foreign", Set.of()),
                get(f, "headers", Map.of()), get(f, "cookies", Map.of()));
    }

    @SuppressWarnings("unchecked") // fields are put by name with the type that name has
    private static <T> T get(Map<String, Object> fields, String name, T fallback) {
        return (T) fields.getOrDefault(name, fallback);
    }

    public static byte[] write(ModuleAnswer answer) {
        return bytes(out -> {
            out.writeStartObject();
            out.writeFieldName("result");
            ResultJson.write(out, answer.result);
            if (!answer.errors.isEmpty()) {
                out.writeArrayFieldStart("errors");
                for (Msg error : answer.errors) {
                    MsgJson.write(out, error);
                }
                out.writeEndArray();
                out.writeStringField("errormodule", answer.errorModule);
            }
            if (!answer.warnings.isEmpty()) {
                out.writeArrayFieldStart("warnings");
                for (Warning warning : answer.warnings) {
                    out.writeStartObject();
                    out.writeStringField("module", warning.module());
                    out.writeFieldName("msg");
                    MsgJson.write(out, warning.msg());
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            texts(out, "used", answer.used);
            if (!answer.cookies.isEmpty()) {
                out.writeArrayFieldStart("cookies");
                for (SetCookie cookie : answer.cookies) {
                    out.writeStartObject();
                    out.writeStringField("name", cookie.name());
                    out.writeStringField("value", cookie.value());
                    out.writeNumberField("maxage", cookie.maxAge());
                    out.writeBooleanField("prefixed", cookie.prefixed());
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            if (!answer.headers.isEmpty()) {
                map(out, "headers", answer.headers);
            }
            writePositions(out, answer.positions);
            out.writeStringField("cache", answer.cacheMode.name());
            if (answer.maxAge.isPresent()) {
                out.writeNumberField("maxage", answer.maxAge.get());
            }
            if (answer.sMaxAge.isPresent()) {
                out.writeNumberField("smaxage", answer.sMaxAge.get());
            }
            if (!answer.staleIdentities.isEmpty()) {
                texts(out, "stale", answer.staleIdentities);
            }
            out.writeNumberField("status", answer.status);
            if (answer.raw.isPresent()) {
                out.writeObjectFieldStart("raw");
                out.writeStringField("type", answer.raw.get().contentType());
                out.writeStringField("text", answer.raw.get().text());
                out.writeEndObject();
            }
            out.writeEndObject();
        });
    }

    public static ModuleAnswer readAnswer(byte[] json) {
        ModuleAnswer answer = new ModuleAnswer();
        parse(json, (name, in) -> {
            switch (name) {
                case "result" -> answer.result.putAll((Result.Tree) ResultJson.read(in));
                case "errors" -> each(in, () -> answer.errors.add(MsgJson.read(in)));
                case "errormodule" -> answer.errorModule = in.getText();
                case "warnings" -> each(in, () -> answer.warnings.add(readWarning(in)));
                case "used" -> answer.used.addAll(readTexts(in));
                case "cookies" -> each(in, () -> answer.cookies.add(readCookie(in)));
                case "headers" -> answer.headers.putAll(readMap(in));
                case "positions" -> each(in, () -> answer.positions.add(readPosition(in)));
                case "cache" -> answer.cacheMode = ModuleAnswer.CacheMode.valueOf(in.getText());
                case "maxage" -> answer.maxAge = Optional.of(in.getIntValue());
                case "smaxage" -> answer.sMaxAge = Optional.of(in.getIntValue());
                case "stale" -> answer.staleIdentities.addAll(readTexts(in));
                case "status" -> answer.status = in.getIntValue();
                case "raw" -> {
                    Map<String, String> raw = readMap(in);
                    answer.raw = Optional.of(new ModuleAnswer.RawBody(raw.get("type"), raw.get("text")));
                }
                default -> in.skipChildren();
            }
        });
        return answer;
    }

    public static byte[] write(Collection<Position> positions) {
        return bytes(out -> {
            out.writeStartObject();
            writePositions(out, positions);
            out.writeEndObject();
        });
    }

    public static List<Position> readPositions(byte[] json) {
        List<Position> positions = new ArrayList<>();
        parse(json, (name, in) -> {
            if (name.equals("positions")) {
                each(in, () -> positions.add(readPosition(in)));
            } else {
                in.skipChildren();
            }
        });
        return positions;
    }

    private static void writePositions(JsonGenerator out, Collection<Position> positions) throws IOException {
        if (positions.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("positions");
        for (Position position : positions) {
            out.writeStartObject();
            out.writeStringField("stream", position.stream());
            out.writeStringField("key", position.key());
            out.writeNumberField("seq", position.seq());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static Position readPosition(JsonParser in) throws IOException {
        Map<String, String> f = readMap(in);
        return new Position(f.get("stream"), f.get("key"), Long.parseLong(f.get("seq")));
    }

    private static SetCookie readCookie(JsonParser in) throws IOException {
        Map<String, String> f = readMap(in);
        return new SetCookie(f.get("name"), f.get("value"), Long.parseLong(f.get("maxage")), Boolean.parseBoolean(f.get("prefixed")));
    }

    private static Warning readWarning(JsonParser in) throws IOException {
        String module = "";
        Msg msg = null;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            if (name.equals("msg")) {
                msg = MsgJson.read(in);
            } else {
                module = in.getText();
            }
        }
        return new Warning(module, msg);
    }

    private interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private interface Field {
        void read(String name, JsonParser in) throws IOException;
    }

    private interface Step {
        void run() throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        // In pieces that need no copy while they grow: texts of many megabytes pass here.
        ByteArrayBuilder bytes = new ByteArrayBuilder(1024);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void parse(byte[] json, Field field) {
        try (JsonParser in = JSON.createParser(json)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                field.read(name, in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void each(JsonParser in, Step step) throws IOException {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            step.run();
        }
    }

    private static void map(JsonGenerator out, String name, Map<String, String> values) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : values.entrySet()) {
            out.writeStringField(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
    }

    private static void texts(JsonGenerator out, String name, Collection<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    private static Map<String, String> readMap(JsonParser in) throws IOException {
        Map<String, String> map = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            in.nextToken();
            map.put(key, in.getText());
        }
        return map;
    }

    private static List<String> readTexts(JsonParser in) throws IOException {
        List<String> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            values.add(in.getText());
        }
        return values;
    }
}
