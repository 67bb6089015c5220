package scriptorium.wikitext.convert;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.language.Languages;

/** Converts one page. Rules hold from where they stand to the end of the page. Used by one thread. */
public final class LanguageConverter {

    private static final int MAX_DEPTH = 10;
    /** Elements whose text is code. */
    private static final Pattern TAG = Pattern.compile("<span class=\"mw-editsection\">.*?</a><span class=\"mw-editsection-bracket\">\\]</span></span>|<(pre|code|script|style|math)\\b[^>]*+>.*?</\\1>|<[^>]*+>", Pattern.DOTALL);
    private static final Pattern MARK = Pattern.compile("\u0005(\\d++)\u0005");
    /** What is no word in a text whose tags are put away. */
    private static final Pattern PIECE = Pattern.compile("\u0005(\\d++)\u0005|(?<![\\w/.])[a-z][a-z0-9+.-]*+://[^\\s<>\u0005]++|&[#\\w]++;");
    private static final Pattern SHOWN = Pattern.compile("(\\s(?:title|alt)=\"(?:Edit section: )?)([^\"]*+)(\")");

    private final Variants variants;
    private final String variant;
    private final String language;
    /** What is written in place of what, longest first. */
    private final Map<String, String> table = new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
    /** Tags of the page. They are put away first, so that no rule can take one apart. */
    private final List<String> tags = new ArrayList<>();
    private final BitSet converted = new BitSet();
    /** What a rule for this variant itself is about: rules for those that stand in for it do not change it. */
    private final Set<String> own = new HashSet<>();
    private Pattern words;
    private String title;

    private LanguageConverter(Variants variants, String language, String variant) {
        this.variants = variants;
        this.language = language;
        this.variant = variant;
    }

    /** Empty for a language that is written in one way. */
    public static Optional<LanguageConverter> of(WikiSite site) {
        Variants variants = Variants.of(site.language(), site.flag("UsePigLatinVariant", false));
        String wanted = site.options().getOrDefault("DefaultVariant", "");
        return variants == null ? Optional.empty() : Optional.of(new LanguageConverter(variants, site.language(), variants.contains(wanted) ? wanted : site.language()));
    }

    public static boolean isConverted(String language, boolean pigLatin) {
        return Variants.of(language, pigLatin) != null;
    }

    /** A piece of HTML from one variant of a language into another one; empty where there are no such variants. Their codes are those of the standard. */
    public static Optional<String> piece(String html, String from, String to, boolean pigLatin) {
        int end = from.indexOf('-');
        String language = end < 0 ? from : from.substring(0, end);
        Variants variants = Variants.of(language, pigLatin);
        if (variants == null || from.equals(to) || Variants.own(from).isEmpty() || !variants.contains(Variants.own(from)) || !variants.contains(Variants.own(to))) {
            return Optional.empty();
        }
        return Optional.of(new LanguageConverter(variants, language, Variants.own(to)).convert(html));
    }

    /** The title that the page gives itself, empty when it gives none. */
    public Optional<String> title() {
        return Optional.ofNullable(title);
    }

    public String convert(String html) {
        Matcher tag = TAG.matcher(html);
        StringBuilder masked = new StringBuilder(html.length());
        int at = 0;
        while (tag.find()) {
            tags.add(tag.group());
            converted.set(tags.size() - 1, tag.group(1) != null);
            masked.append(html, at, tag.start()).append('\u0005').append(tags.size() - 1).append('\u0005');
            at = tag.end();
        }
        String done = convert(masked.append(html, at, html.length()).toString(), 0, true);
        title = title == null ? null : unmasked(title);
        return unmasked(done);
    }

    private String unmasked(String text) {
        return MARK.matcher(text).replaceAll(found -> Matcher.quoteReplacement(attributes(Integer.parseInt(found.group(1)), false)));
    }

    private String convert(String text, int depth, boolean whole) {
        StringBuilder out = new StringBuilder(text.length() + 64);
        int at = 0;
        while (true) {
            int open = text.indexOf("-{", at);
            int close = open < 0 ? -1 : close(text, open);
            if (close < 0) {
                return out.append(automatic(text.substring(at), whole)).toString();
            }
            out.append(automatic(text.substring(at, open), whole));
            out.append(apply(text.substring(open + 2, close), depth));
            at = close + 2;
        }
    }

    private static int close(String html, int open) {
        int depth = 0;
        for (int i = open; i < html.length() - 1; i++) {
            if (html.startsWith("-{", i)) {
                depth++;
                i++;
            } else if (html.startsWith("}-", i)) {
                depth--;
                if (depth == 0) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private String nested(String text, int depth) {
        return depth < MAX_DEPTH && text.contains("-{") ? convert(text, depth + 1, false) : text;
    }

    private String apply(String inner, int depth) {
        Rule rule = Rule.read(inner, variants);
        if (rule.flags().contains("N")) {
            return Languages.name(rule.text().strip(), language.equals("zh") ? "en" : language);
        }
        if (!rule.only().isEmpty()) {
            boolean mine = rule.only().contains(variant) || variants.instead(variant).stream().anyMatch(rule.only()::contains) && !rule.only().contains(variant);
            return mine ? nested(rule.text(), depth) : automatic(nested(rule.text(), depth), true);
        }
        boolean raw = rule.flags().contains("R") || !rule.hasRules();
        boolean hides = rule.flags().contains("H") || rule.flags().contains("-") || rule.flags().contains("T");
        String shown = raw ? rule.text() : shown(rule);
        if (rule.flags().contains("T")) {
            title = nested(shown.strip(), depth);
        }
        if (rule.flags().contains("A") || rule.flags().contains("H")) {
            teach(rule, depth);
        }
        if (rule.flags().contains("-")) {
            forget(rule);
        }
        return hides ? "" : nested(shown, depth);
    }

    private String shown(Rule rule) {
        String text = variants.choose(rule.texts(), variant);
        if (text != null) {
            return text;
        }
        Map<String, String> mine = oneWay(rule);
        if (mine != null) {
            return mine.values().iterator().next();
        }
        return rule.texts().isEmpty() ? rule.oneWay().values().iterator().next().values().iterator().next() : rule.texts().values().iterator().next();
    }

    private Map<String, String> oneWay(Rule rule) {
        Map<String, String> own = rule.oneWay().get(variant);
        for (String other : variants.instead(variant)) {
            own = own == null ? rule.oneWay().get(other) : own;
        }
        return own;
    }

    private void teach(Rule rule, int depth) {
        String mine = variants.choose(rule.texts(), variant);
        if (mine != null) {
            rule.texts().values().forEach(text -> table.put(text, nested(mine, depth)));
        } else if (!rule.hasRules() && !rule.text().isBlank() && !rule.text().contains(":")) {
            table.put(rule.text().strip(), rule.text().strip());
        }
        Map<String, String> words = oneWay(rule);
        if (words != null) {
            boolean mineAlone = rule.oneWay().containsKey(variant);
            words.forEach((from, to) -> {
                if (mineAlone || !own.contains(from)) {
                    table.put(from, to);
                }
                if (mineAlone) {
                    own.add(from);
                }
            });
        }
        this.words = null;
    }

    private void forget(Rule rule) {
        rule.texts().values().forEach(table::remove);
        rule.oneWay().values().forEach(words -> words.keySet().forEach(table::remove));
        words = null;
    }

    /** Text between tags, and what tags show of themselves; addresses stay. */
    private String automatic(String text, boolean whole) {
        if (!whole || text.isEmpty() || variant.equals(language) && table.isEmpty()) {
            return text;
        }
        Matcher piece = PIECE.matcher(text);
        StringBuilder out = new StringBuilder(text.length() + 16);
        int at = 0;
        while (piece.find()) {
            out.append(words(text.substring(at, piece.start()))).append(piece.group());
            if (piece.group(1) != null) {
                attributes(Integer.parseInt(piece.group(1)), true);
            }
            at = piece.end();
        }
        return out.append(words(text.substring(at))).toString();
    }

    /** A tag with what it shows converted, which happens once. */
    private String attributes(int index, boolean whole) {
        String tag = tags.get(index);
        if (!converted.get(index) && (tag.contains("title=\"") || tag.contains("alt=\""))) {
            tag = SHOWN.matcher(tag).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + attribute(found.group(2), whole) + found.group(3)));
            tags.set(index, tag);
        }
        converted.set(index);
        return tag;
    }

    private String attribute(String value, boolean whole) {
        String plain = value.replace("-&#123;", "-{").replace("&#125;-", "}-").replace("&#124;", "|").replace("&#58;", ":");
        String done = plain.contains("-{") ? convert(plain, 1, whole) : value.contains("://") || !whole ? value : words(value);
        return MARK.matcher(done).replaceAll("").replace("\"", "&quot;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private String words(String text) {
        if (text.isBlank()) {
            return text;
        }
        if (table.isEmpty()) {
            return Scripts.convert(text, variant);
        }
        if (words == null) {
            words = Pattern.compile(String.join("|", table.keySet().stream().filter(word -> !word.isEmpty()).map(Pattern::quote).toList()));
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        Matcher word = words.matcher(text);
        int at = 0;
        while (word.find()) {
            out.append(Scripts.convert(text.substring(at, word.start()), variant)).append(table.get(word.group()));
            at = word.end();
        }
        return out.append(Scripts.convert(text.substring(at), variant)).toString();
    }
}
