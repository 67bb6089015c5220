package scriptorium.wikitext.convert;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What stands between {@code -{} and {@code }-}.
 *
 * @param flags single letters
 * @param only variants that the text is for, empty for all
 * @param texts by variant
 * @param oneWay for a variant, what is written in place of what
 * @param text the rules as they were written
 */
record Rule(Set<String> flags, Set<String> only, Map<String, String> texts, Map<String, Map<String, String>> oneWay, String text) {

    private static final Set<String> LETTERS = Set.of("A", "T", "R", "D", "-", "H", "N", "S", "W");

    private static final Pattern REFERENCE = Pattern.compile("&#?[A-Za-z0-9]{2,30};");

    static Rule read(String written, Variants variants) {
        String inner = written.replace("=&gt;", "=>");
        int bar = inner.indexOf('|');
        Set<String> flags = new LinkedHashSet<>();
        Set<String> only = new LinkedHashSet<>();
        String text = inner;
        if (bar >= 0) {
            for (String raw : inner.substring(0, bar).split(";")) {
                String flag = raw.strip();
                if (LETTERS.contains(flag.toUpperCase(Locale.ROOT))) {
                    flags.add(flag.toUpperCase(Locale.ROOT));
                } else if (variants.contains(flag.toLowerCase(Locale.ROOT))) {
                    only.add(flag.toLowerCase(Locale.ROOT));
                }
            }
            text = inner.substring(bar + 1);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Map<String, String>> oneWay = new LinkedHashMap<>();
        if (!flags.contains("R") && !flags.contains("N") && only.isEmpty()) {
            for (String part : parts(text, variants)) {
                read(part, variants, texts, oneWay);
            }
        }
        return new Rule(flags, only, texts, oneWay, text);
    }

    private static void read(String part, Variants variants, Map<String, String> texts, Map<String, Map<String, String>> oneWay) {
        int arrow = part.indexOf("=>");
        String rest = arrow < 0 ? part : part.substring(arrow + 2);
        int colon = rest.indexOf(':');
        String variant = colon < 0 ? "" : rest.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (!variants.contains(variant)) {
            return;
        }
        String to = rest.substring(colon + 1).strip();
        if (arrow < 0) {
            if (!to.isEmpty()) {
                texts.put(variant, to);
            }
        } else if (!part.substring(0, arrow).isBlank()) {
            oneWay.computeIfAbsent(variant, _ -> new LinkedHashMap<>()).put(part.substring(0, arrow).strip(), to);
        }
    }

    /** Semicolons part rules where a variant or an arrow follows; elsewhere they are text, as in a reference to a character. */
    private static List<String> parts(String text, Variants variants) {
        List<String> parts = new java.util.ArrayList<>();
        int from = 0;
        for (int i = text.indexOf(';'); i >= 0; i = text.indexOf(';', i + 1)) {
            if (inside(text, from, i)) {
                continue;
            }
            String rest = text.substring(i + 1);
            int arrow = rest.indexOf("=>");
            int next = rest.indexOf(';');
            boolean starts = rest.isBlank() || rest.stripLeading().startsWith(";") || arrow >= 0 && (next < 0 || arrow < next)
                    || variants.codes().stream().anyMatch(code -> rest.stripLeading().toLowerCase(Locale.ROOT).startsWith(code + ":"));
            if (starts) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** Whether a semicolon stands in a rule within the rule, or ends a reference to a character. */
    private static boolean inside(String text, int from, int place) {
        int depth = 0;
        for (int i = from; i + 1 < place; i++) {
            if (text.startsWith("-{", i)) {
                depth++;
                i++;
            } else if (text.startsWith("}-", i)) {
                depth--;
                i++;
            }
        }
        int reference = text.lastIndexOf('&', place);
        return depth > 0 || reference >= from && REFERENCE.matcher(text.substring(reference, place + 1)).matches();
    }

    boolean hasRules() {
        return !texts.isEmpty() || !oneWay.isEmpty();
    }
}
