package scriptorium.wikitext.parsertests;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Options of a test: {@code key}, {@code key=value}, {@code key=v1,v2}; and its configuration, one JSON value for each name. */
final class Options {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern PLAIN = Pattern.compile("[^ \\t\\n\"'\\[\\]=,!{]+");

    private final String text;
    private int at;

    private Options(String text) {
        this.text = text;
    }

    static Map<String, Object> read(String text) {
        return new Options(text).all();
    }

    private Map<String, Object> all() {
        Map<String, Object> out = new LinkedHashMap<>();
        while (true) {
            skip(" \t\r\n");
            if (at >= text.length()) {
                return out;
            }
            int from = at;
            while (at < text.length() && " \t\n=!".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (from == at) {
                at++;
                continue;
            }
            String key = text.substring(from, at).toLowerCase(Locale.ROOT);
            int behind = at;
            skip(" \t");
            if (at >= text.length() || text.charAt(at) != '=') {
                at = behind;
                out.put(key, "");
                continue;
            }
            at++;
            List<Object> values = new ArrayList<>(List.of(value()));
            while (true) {
                behind = at;
                skip(" \t");
                if (at >= text.length() || text.charAt(at) != ',') {
                    at = behind;
                    break;
                }
                at++;
                values.add(value());
            }
            out.put(key, values.size() == 1 ? values.getFirst() : values);
        }
    }

    private Object value() {
        skip(" \t");
        int end = text.startsWith("[[", at) ? text.indexOf("]]", at) : -1;
        if (end >= 0) {
            String link = text.substring(at + 2, end);
            at = end + 2;
            return link;
        }
        if (at < text.length() && "\"{[".indexOf(text.charAt(at)) >= 0) {
            try (JsonParser parser = JSON.createParser(text.substring(at))) {
                Object read = parser.readValueAs(Object.class);
                at += (int) parser.currentLocation().getCharOffset();
                return read;
            } catch (IOException e) {
                at++;
                return "";
            }
        }
        Matcher plain = PLAIN.matcher(text).region(at, text.length());
        if (plain.lookingAt()) {
            at = plain.end();
            return plain.group();
        }
        at++;
        return "";
    }

    private void skip(String blanks) {
        while (at < text.length() && blanks.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    static Map<String, Object> config(String text) {
        Map<String, Object> out = new LinkedHashMap<>();
        String pending = "";
        for (String line : text.split("\n")) {
            pending = pending.isEmpty() ? line : pending + "\n" + line;
            int equals = pending.indexOf('=');
            if (pending.isBlank() || equals < 0) {
                pending = "";
                continue;
            }
            try {
                out.put(pending.substring(0, equals).strip(), JSON.readValue(pending.substring(equals + 1).strip(), Object.class));
                pending = "";
            } catch (JsonProcessingException e) {
                continue;
            }
        }
        return out;
    }
}
