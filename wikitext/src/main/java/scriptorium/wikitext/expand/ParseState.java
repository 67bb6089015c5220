package scriptorium.wikitext.expand;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.language.Language;
import scriptorium.wikitext.language.Languages;
import scriptorium.wikitext.language.MagicWords;
import scriptorium.wikitext.text.ControlCharacters;
import scriptorium.wikitext.text.TextBuffer;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Everything that one parse gathers and counts. Used by one thread. */
public final class ParseState {

    /** How often text of a tag or message may be expanded inside another one. */
    public static final int MAX_NESTED = 20;

    private static final Map<String, String> TRACKING = Map.ofEntries(
            Map.entry("magiclink-tracking-rfc", "Pages using RFC magic links"),
            Map.entry("magiclink-tracking-pmid", "Pages using PMID magic links"),
            Map.entry("magiclink-tracking-isbn", "Pages using ISBN magic links"),
            Map.entry("post-expand-template-inclusion-category", "Pages where template include size is exceeded"),
            Map.entry("node-count-exceeded-category", "Pages where node count is exceeded"),
            Map.entry("expansion-depth-exceeded-category", "Pages where expansion depth is exceeded"),
            Map.entry("template-loop-category", "Pages with template loops"),
            Map.entry("broken-file-category", "Pages with broken file links"),
            Map.entry("post-expand-template-argument-category", "Pages containing omitted template arguments"),
            Map.entry("unstrip-depth-category", "Pages where the unstrip depth limit is exceeded"),
            Map.entry("unstrip-size-category", "Pages where the unstrip size limit is exceeded"),
            Map.entry("expensive-parserfunction-category", "Pages with too many expensive parser function calls"),
            Map.entry("hidden-category-category", "Hidden categories"),
            Map.entry("noindex-category", "Noindexed pages"),
            Map.entry("index-category", "Indexed pages"),
            Map.entry("duplicate-args-category", "Pages using duplicate arguments in template calls"),
            Map.entry("restricted-displaytitle-ignored", "Pages with ignored display titles"),
            Map.entry("nonnumeric-formatnum", "Pages with non-numeric formatnum arguments"),
            Map.entry("bad-language-code-category", "Pages with invalid language codes"));

    public final WikiSite site;
    public final TitleParser titles;
    public final ParseRequest request;
    public final WikiSource source;
    public final Language language;
    public final MagicWords words;
    public final Map<String, String> categories = new LinkedHashMap<>();
    public final Map<Title, Long> templates = new LinkedHashMap<>();
    public final Map<Title, Boolean> links = new LinkedHashMap<>();
    public final Map<String, Boolean> images = new LinkedHashMap<>();
    public final List<String> externalLinks = new ArrayList<>();
    public final List<Title> languageLinks = new ArrayList<>();
    public final List<Title> interwikiLinks = new ArrayList<>();
    public final Map<String, String> properties = new LinkedHashMap<>();
    public final Map<String, String> indicators = new LinkedHashMap<>();
    public final Set<String> switches = new LinkedHashSet<>();
    /** Scripts and styles that the page needs, by the names that MediaWiki's resource loader has for them. */
    public final Set<String> modules = new LinkedHashSet<>();
    public final Set<String> moduleStyles = new LinkedHashSet<>();
    public final Set<String> warnings = new LinkedHashSet<>();
    public final Limits limits;
    public final HeadingMarks headings = new HeadingMarks();
    /** Null where the wiki has no scripts. */
    public Scripts scripts;
    public final DisplayTitle display = new DisplayTitle();
    /** Whether there are headings inside of extension tags, which are no part of the page's contents. */
    public boolean headingsInParts;
    /** The title that markup for variants of the language gives, as HTML. */
    public java.util.Optional<String> convertedTitle = java.util.Optional.empty();

    private static final Pattern NOWIKI_MARKER = Pattern.compile("\u007Fn([0-9]{1,8})\u007F");

    private final Map<Title, PageText> texts = new LinkedHashMap<>();
    private final Map<Class<?>, Object> extensions = new HashMap<>();
    private final List<Consumer<TextBuffer>> ends = new ArrayList<>();
    private final Set<Title> asked = new LinkedHashSet<>();
    private final List<String> stripped = new ArrayList<>();

    public ParseState(WikiSite site, TitleParser titles, ParseRequest request, WikiSource source) {
        this.site = site;
        this.titles = titles;
        this.request = request;
        this.source = source;
        language = Languages.of(site.language());
        words = MagicWords.of(site.language());
        limits = new Limits(this, site);
    }

    /** Puts the page into a category that gathers pages of its kind; which one, the message of that name says. */
    public void trackingCategory(String message) {
        Title name = Title.of(scriptorium.wikitext.title.Namespace.MEDIAWIKI, Character.toUpperCase(message.charAt(0)) + message.substring(1));
        PageText own = text(name);
        String category = own == null ? TRACKING.getOrDefault(message, "") : own.text().strip();
        if (!category.isEmpty() && !category.equals("-")) {
            titles.parse(category, scriptorium.wikitext.title.Namespace.CATEGORY).title().ifPresent(title -> categories.putIfAbsent(title.text(), ""));
        }
    }

    /** What an extension keeps during one parse, made when it is first asked for. */
    public <T> T extension(Class<T> type, Supplier<T> first) {
        Object known = extensions.get(type);
        if (known == null) {
            known = first.get();
            extensions.put(type, known);
        }
        return type.cast(known);
    }

    /** Adds HTML behind the page. */
    public void atEnd(Consumer<TextBuffer> html) {
        ends.add(html);
    }

    public void ends(TextBuffer out) {
        ends.forEach(end -> end.accept(out));
    }

    /** Texts of pages, asked for once each. */
    public PageText text(Title title) {
        if (asked.add(title)) {
            source.pages(List.of(title)).forEach((found, page) -> texts.put(found, clean(page)));
        }
        return texts.get(title);
    }

    /** Asks for all of these that have not been asked for, in one go. */
    public void fetch(List<Title> wanted) {
        List<Title> unknown = wanted.stream().filter(asked::add).toList();
        if (!unknown.isEmpty()) {
            source.pages(unknown).forEach((title, page) -> texts.put(title, clean(page)));
        }
    }

    private static PageText clean(PageText page) {
        String text = ControlCharacters.without(page.text());
        return text.equals(page.text()) ? page : new PageText(page.pageId(), page.revisionId(), text, page.contentModel());
    }

    /** Puts HTML away where no pass can touch it. */
    public String strip(String html) {
        stripped.add(html);
        return "\u007F" + (stripped.size() - 1) + "\u007F";
    }

    /** Puts text away until the very end, past the block pass. */
    public String stripText(String html) {
        stripped.add(html);
        return "\u007Fn" + (stripped.size() - 1) + "\u007F";
    }

    /** Puts back what was put away. */
    public TextBuffer unstrip(TextBuffer text) {
        return unstrip(text, true);
    }

    /** Puts back what the block pass may see. */
    public TextBuffer unstripGeneral(TextBuffer text) {
        return unstrip(text, false);
    }

    /** The same for a piece. */
    public String unstripGeneral(String text) {
        return unstrip(text, false);
    }

    /** Puts back what {@code nowiki} put away, and nothing else. */
    public String unstripNowiki(String text) {
        Matcher marker = NOWIKI_MARKER.matcher(text);
        return marker.replaceAll(found -> {
            int index = Integer.parseInt(found.group(1));
            return Matcher.quoteReplacement(index < stripped.size() ? stripped.get(index) : "");
        });
    }

    private String unstrip(String text, boolean all) {
        return text.indexOf('\u007F') < 0 ? text : unstrip(TextBuffer.of(text), all).finish();
    }

    /** Puts back what was put away. */
    public String unstrip(String text) {
        return unstrip(text, true);
    }

    private TextBuffer unstrip(TextBuffer text, boolean all) {
        if (text.indexOf('\u007F') < 0) {
            return text;
        }
        TextBuffer out = TextBuffer.take(text.length() + (text.length() >> 1));
        unstrip(text, out, 0, all);
        text.release();
        return out;
    }

    private void unstrip(TextBuffer text, TextBuffer out, int depth, boolean all) {
        int at = 0;
        while (true) {
            int from = text.indexOf('\u007F', at);
            int to = from < 0 ? -1 : text.indexOf('\u007F', from + 1);
            if (to < 0) {
                out.append(text, at, text.length());
                return;
            }
            out.append(text, at, from);
            boolean last = text.charAt(from + 1) == 'n';
            if (last && !all) {
                out.append(text, from, to + 1);
            } else {
                int number = text.number(last ? from + 2 : from + 1, to);
                putBack(number >= 0 && number < stripped.size() ? stripped.get(number) : "", out, depth, all);
            }
            at = to + 1;
        }
    }

    private void putBack(String piece, TextBuffer out, int depth, boolean all) {
        String refused = limits.unstrip(piece, depth);
        if (!refused.isEmpty()) {
            out.append(refused);
            return;
        }
        if (piece.indexOf('\u007F') < 0) {
            out.append(piece);
            return;
        }
        TextBuffer inner = TextBuffer.of(piece);
        unstrip(inner, out, depth + 1, all);
        inner.release();
    }
}
