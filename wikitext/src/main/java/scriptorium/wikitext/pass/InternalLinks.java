package scriptorium.wikitext.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.expand.VariantTitles;
import scriptorium.wikitext.language.LinkTrails;
import scriptorium.wikitext.preprocess.Redirects;
import scriptorium.wikitext.text.AsciiSet;
import scriptorium.wikitext.text.TextBuffer;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.SpecialPages;
import scriptorium.wikitext.title.Subpages;
import scriptorium.wikitext.title.Title;

/** Wiki links: pages, categories, files, other wikis. Whether pages exist is asked once, at the end. */
public final class InternalLinks {

    private record Link(Title title, String label) {}

    /** The marks of the first links of a page. */
    private static final String[] MARKS = IntStream.range(0, 500).mapToObj(InternalLinks::mark).toArray(String[]::new);
    /** Characters of a target that are looked at: more than titles have, references to characters included. */
    private static final int LONGEST_TARGET = 400;
    private static final AsciiSet NEVER_IN_TARGETS = AsciiSet.of("[]{}<>\n\t\u007F");
    private static final Pattern HELD = Pattern.compile("\u0002(\\d++)\u0002");

    private static final Set<String> PROTOCOLS = Set.of("http", "https", "ftp", "ftps", "irc", "ircs", "git", "gopher", "mms", "nntp", "ssh", "svn", "telnet");
    private static final Set<String> WITHOUT_SLASHES = Set.of("mailto", "news", "bitcoin", "geo", "magnet", "sip", "sips", "sms", "tel", "urn", "xmpp", "matrix");

    private final ParseState state;
    private final LinkUrls urls;
    private final LinkTrails trails;
    private final List<Link> held = new ArrayList<>();
    /** Pages that links lead to which are written already. */
    private final List<Title> mentioned = new ArrayList<>();

    public InternalLinks(ParseState state) {
        this.state = state;
        urls = new LinkUrls(state.site, state.titles);
        trails = LinkTrails.of(state.site.language());
    }

    public TextBuffer apply(TextBuffer text) {
        return apply(text, 0);
    }

    private String apply(String text, int depth) {
        return text.contains("[[") ? apply(TextBuffer.of(text), depth).finish() : text;
    }

    private TextBuffer apply(TextBuffer text, int depth) {
        int at = text.indexOf("[[");
        if (at < 0 || depth > 20) {
            return text;
        }
        Brackets pairs = null;
        int outer = trimmed;
        trimmed = 0;
        TextBuffer out = TextBuffer.take(text.length() + 256);
        int from = 0;
        int firstClose = -2;
        while (at >= 0) {
            int next = text.indexOf("[[", at + 2);
            if (firstClose != -1 && firstClose < at + 2) {
                firstClose = text.indexOf("]]", at + 2);
            }
            if (firstClose > 0 && text.charAt(firstClose - 1) == '|' && text.indexOf('|', at + 2, firstClose) == firstClose - 1) {
                // A text has at least one character, be it a bracket.
                int later = text.indexOf("]]", firstClose + 1, next < 0 ? text.length() : next);
                firstClose = later < 0 ? firstClose : later;
            }
            boolean nested = firstClose < 0 || next >= 0 && next < firstClose;
            pairs = nested && pairs == null ? new Brackets(text) : pairs;
            int end = nested ? pairs.close(at) : firstClose;
            if (end < 0 || nested && !file(text, at + 2, end)) {
                out.append(text, from, at + 2);
                from = unclosed(text, at + 2, next < 0 ? text.length() : next, out);
                at = next;
                continue;
            }
            String body = text.substring(at + 2, end);
            int after = end + 2;
            if (!nested && after < text.length() && text.charAt(after) == ']' && body.indexOf('|') >= 0 && body.indexOf('[', body.indexOf('|')) >= 0) {
                body += "]";
                after++;
            }
            int trailEnd = trails.end(text, after);
            Optional<String> made = link(body, text.substring(after, trailEnd), nested, depth, out, text, from, at);
            if (made.isEmpty()) {
                out.append(text, from, at + 2);
                from = at + 2;
                at = next;
                continue;
            }
            if (consumedPrefix) {
                consumedPrefix = false;
            } else {
                out.append(text, from, at);
            }
            out.append(made.get());
            from = usedTrail ? trailEnd : after;
            at = text.indexOf("[[", from);
        }
        out.append(text, from, text.length());
        text.release();
        trimmed = outer;
        return out;
    }

    /** Writes the target of what would be a link if it were closed, as links have it. Returns where the rest begins. */
    private static int unclosed(TextBuffer text, int from, int to, TextBuffer out) {
        int end = from;
        while (end < to && "|[]{}<>\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        if (end == from || end == to || text.charAt(end) != '|') {
            return from;
        }
        out.append(decode(text.substring(from, end).stripLeading()));
        return end;
    }

    private boolean consumedPrefix;
    /** Up to where the text that is being written has no more line ends to take away. */
    private int trimmed;
    private boolean usedTrail;

    /** Whether what stands in brackets that hold other brackets is a file or a category: nothing else may. */
    private boolean file(TextBuffer text, int from, int end) {
        int longest = Math.min(end, from + LONGEST_TARGET);
        int bar = text.indexOf('|', from, longest);
        String target = text.substring(from, bar < 0 ? longest : bar).strip();
        return target.indexOf('[') < 0 && target.indexOf(':') > 0
                && state.titles.parse(decode(target), Namespace.MAIN).title().filter(t -> t.isLocal() && t.namespace() == Namespace.FILE).isPresent();
    }

    private Optional<String> link(String body, String trail, boolean nested, int depth, TextBuffer out, TextBuffer text, int from, int at) {
        usedTrail = false;
        int bar = body.indexOf('|');
        String target = bar < 0 ? body : body.substring(0, bar);
        String label = bar < 0 ? "" : body.substring(bar + 1);
        if (NEVER_IN_TARGETS.isIn(target) || isAddress(target)) {
            return Optional.empty();
        }
        boolean colon = target.stripLeading().startsWith(":");
        String wanted = decode(target.strip());
        if (bar >= 0) {
            label = Quotes.whole(label);
        }
        Subpages.Resolved resolved = Subpages.resolve(wanted, state.request.page(), state.titles);
        if (resolved != null) {
            wanted = resolved.target();
            label = bar < 0 ? resolved.label() : label;
            bar = Math.max(bar, 0);
        }
        Optional<Title> parsed = state.titles.parse(wanted, Namespace.MAIN).title();
        if (parsed.isEmpty() && wanted.startsWith("#")) {
            parsed = Optional.of(new Title("", state.request.page().namespace(), "", wanted.substring(1)));
        }
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        Title title = parsed.get();
        if (bar >= 0 && label.isEmpty() && resolved == null) {
            return Optional.empty();
        }
        if (!title.isLocal()) {
            if (!colon && languageLink(title, wanted)) {
                state.languageLinks.add(title);
                dropBlanks(out, text, from, at);
                return Optional.of("");
            }
            usedTrail = true;
            state.interwikiLinks.add(title);
            return Optional.of(hold(title, (bar < 0 ? colon ? decode(target.stripLeading()).substring(1) : wanted : apply(label, depth + 1)) + trail));
        }
        if (!colon && title.namespace() == Namespace.CATEGORY) {
            // Blanks count: a page sorted by one comes first.
            state.categories.put(title.text(), label);
            dropBlanks(out, text, from, at);
            return Optional.of("");
        }
        if (!colon && title.namespace() == Namespace.FILE) {
            String file = file(title, label, depth);
            usedTrail = false;
            consumedPrefix = false;
            return Optional.of(file);
        }
        if (nested) {
            return Optional.empty();
        }
        usedTrail = true;
        String prefix = trails.prefix(text, from, at);
        if (!prefix.isEmpty()) {
            out.append(text, from, at - prefix.length());
            consumedPrefix = true;
        }
        String shown = prefix + (bar >= 0 && !label.isEmpty() ? label : bar >= 0 ? wanted : colon ? decode(target.stripLeading()).substring(1) : target.indexOf('%') >= 0 ? decode(target) : target.equals(target.strip()) ? wanted : target.stripLeading());
        if (title.text().isEmpty()) {
            return Optional.of("<a href=\"" + Sanitizer.link(title.fragment().isEmpty() ? urls.local(title, "") : urls.fragment(title.fragment())) + "\">" + shown + trail + "</a>");
        }
        if (title.namespace() == Namespace.MEDIA) {
            usedTrail = false;
            return Optional.of(media(title, shown));
        }
        if (title.namespace() >= 0) {
            return Optional.of(hold(title, shown + trail));
        }
        boolean known = title.namespace() != Namespace.SPECIAL || SpecialPages.isKnown(title.text());
        // Apostrophes in the title of a page that is missing are no markup.
        shown = bar < 0 && !known ? shown.replace("'", "&#39;") : shown;
        return Optional.of("<a href=\"" + Sanitizer.link(urls.local(title, "") + (known ? urls.fragment(title.fragment()) : "")) + (known ? "" : "\" class=\"new") + "\" title=\"" + Sanitizer.link(state.titles.fullText(title))
                + (known ? "" : " (page does not exist)") + "\">" + shown + trail + "</a>");
    }

    private static boolean isAddress(String target) {
        int colon = target.indexOf(':');
        if (colon <= 0 || target.startsWith("//")) {
            return target.startsWith("//");
        }
        String protocol = target.substring(0, colon).toLowerCase(Locale.ROOT);
        return WITHOUT_SLASHES.contains(protocol) || target.startsWith("//", colon + 1) && PROTOCOLS.contains(protocol);
    }

    /** A link to the page in another language: one that names the language itself, not over a name of this wiki, and not on a talk page. */
    private boolean languageLink(Title title, String wanted) {
        var prefix = state.site.interwiki().get(title.interwiki());
        boolean named = wanted.regionMatches(true, 0, title.interwiki(), 0, title.interwiki().length());
        return prefix != null && !prefix.language().isEmpty() && named && (state.request.page().namespace() & 1) == 0 && state.site.flag("InterwikiMagic", true);
    }

    /** What vanishes takes its line along. */
    private void dropBlanks(TextBuffer out, TextBuffer text, int from, int at) {
        out.append(text, from, at);
        trimEnd(out);
        consumedPrefix = true;
    }

    /** Takes the line away on which nothing stood before a category: all from the first of the line ends that the text ends with. */
    private void trimEnd(TextBuffer out) {
        int cut = out.length();
        for (int at = out.length() - 1; at >= trimmed && Character.isWhitespace(out.charAt(at)); at--) {
            if (out.charAt(at) == '\n') {
                cut = at;
            }
        }
        out.setLength(cut);
        trimmed = cut;
    }

    private static String decode(String text) {
        return text.indexOf('%') < 0 ? text : LinkUrls.decode(text).replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A mark for a link that is written when all of the page's are known. */
    private String hold(Title title, String label) {
        held.add(new Link(title, Headings.inLink(label, state)));
        int number = held.size() - 1;
        return number < MARKS.length ? MARKS[number] : mark(number);
    }

    private static String mark(int number) {
        return "\u0002" + number + "\u0002";
    }

    private String interwiki(Title title, String label) {
        var prefix = state.site.interwiki().get(title.interwiki());
        String url = prefix == null ? "" : prefix.address(title.dbKey());
        url = url.endsWith("?") ? url.substring(0, url.length() - 1) : url;
        return "<a href=\"" + Sanitizer.link(url + urls.foreignFragment(title)) + "\" class=\"extiw\" title=\"" + Sanitizer.link(title.interwiki() + ":" + title.text()) + "\">" + label
                + "</a>";
    }

    /** A link to the file itself. */
    private String media(Title title, String label) {
        Title file = Title.of(Namespace.FILE, title.text());
        state.images.put(file.dbKey(), true);
        FileInfo info = find(file).info();
        if (info == null) {
            String upload = urls.upload(file.dbKey());
            return "<a href=\"" + Sanitizer.link(upload) + "\" class=\"new\" title=\"" + Sanitizer.link(file.text()) + "\">" + label + "</a>";
        }
        return "<a href=\"" + Sanitizer.link(info.url()) + "\" class=\"internal\" title=\"" + Sanitizer.link(info.name()) + "\">" + label + "</a>";
    }

    private record Found(Title title, FileInfo info) {}

    /** The file, or the one that its page redirects to; without data when there is none. */
    private Found find(Title title) {
        FileInfo info = state.source.files(List.of(title)).get(title);
        if (info != null) {
            return new Found(title, info);
        }
        PageText page = state.text(title);
        Optional<Title> target = page == null ? Optional.empty() : Redirects.target(page.text(), state.titles).filter(t -> t.isLocal() && t.namespace() == Namespace.FILE);
        return target.map(t -> new Found(t.withoutFragment(), state.source.files(List.of(t.withoutFragment())).get(t.withoutFragment())))
                .filter(found -> found.info() != null).orElse(new Found(title, null));
    }

    private String file(Title written, String text, int depth) {
        Title title = written.withoutFragment();
        state.images.put(title.dbKey(), true);
        Found found = find(title);
        if (!found.title().equals(title)) {
            state.images.put(found.title().dbKey(), true);
        }
        String ready = new ExternalLinks(state).inBrackets(apply(text, depth + 1));
        boolean vector = found.info() != null && found.info().isVector();
        MediaOptions options = MediaOptions.read(MediaOptions.split(ready), MediaWords.of(state.site.language()), new MediaOptions.Reader() {
            @Override public String plain(String option) {
                return InternalLinks.this.plain(option);
            }

            @Override public String target(String option) {
                return FileWords.target(plain(option));
            }

            @Override public boolean linkable(String target) {
                return FileWords.linkable(target, state.titles);
            }
        }, vector, found.info() != null && found.info().pages() > 0);
        if (options.link() != null && !options.link().isEmpty() && !ExternalLinks.isAddress(options.link())) {
            state.titles.parse(options.link(), Namespace.MAIN).title().ifPresent(this::mention);
        }
        String caption = options.caption() == null ? "" : options.caption().replace('\n', ' ');
        return new Media(state, urls, found.title(), found.info(), options, plain(caption)).html(caption, state.text(title) != null);
    }

    /** A page that a picture leads to. */
    private void mention(Title title) {
        if (title.isLocal()) {
            mentioned.add(title.withoutFragment());
        } else {
            state.interwikiLinks.add(title);
        }
    }

    /** Text as an attribute has it: labels of links, what was put away, no tags, no references to characters. */
    private String plain(String html) {
        String labelled = HELD.matcher(html).replaceAll(found -> Matcher.quoteReplacement(held.get(Integer.parseInt(found.group(1))).label()));
        return PlainText.of(state.unstrip(labelled));
    }

    /** Puts the links in, once it is known which pages exist. */
    public TextBuffer replaceHeld(TextBuffer text) {
        Existing existing = held.isEmpty() && mentioned.isEmpty() ? Existing.NONE : existing();
        int from = text.indexOf('\u0002');
        if (from < 0) {
            return text;
        }
        TextBuffer out = TextBuffer.take(text.length() + held.size() * 128);
        int at = 0;
        for (; from >= 0; from = text.indexOf('\u0002', Math.max(at, from + 1))) {
            int to = text.indexOf('\u0002', from + 1);
            int number = to < 0 ? -1 : text.number(from + 1, to);
            if (number >= 0 && number < held.size()) {
                anchor(out.append(text, at, from), held.get(number), existing);
                at = to + 1;
            }
        }
        out.append(text, at, text.length());
        text.release();
        return out;
    }

    /** What is known of the pages that are linked; {@code others} stand for them, in another variant of the language. */
    private record Existing(Map<Title, LinkState> states, Map<Title, Title> others) {
        static final Existing NONE = new Existing(Map.of(), Map.of());
    }

    /** Asks which of the pages exist, and tells of the links. */
    private Existing existing() {
        Set<Title> wanted = new LinkedHashSet<>(mentioned);
        for (Link link : held) {
            if (link.title().isLocal()) {
                wanted.add(link.title().withoutFragment());
            }
        }
        if (wanted.isEmpty()) {
            return Existing.NONE;
        }
        Map<Title, LinkState> states = state.source.links(wanted);
        List<Title> missing = new ArrayList<>();
        for (Title title : wanted) {
            if (!states.containsKey(title) && title.namespace() >= 0 && !title.equals(state.request.page())) {
                missing.add(title);
            }
        }
        Map<Title, Title> others = VariantTitles.existing(state, missing);
        if (!others.isEmpty()) {
            states = new HashMap<>(states);
            for (Title other : others.values()) {
                states.put(other, LinkState.EXISTS);
            }
        }
        for (Title asked : wanted) {
            Title title = others.getOrDefault(asked, asked);
            if (!title.equals(state.request.page())) {
                state.links.put(title, states.getOrDefault(title, LinkState.MISSING) != LinkState.MISSING);
            }
        }
        return new Existing(states, others);
    }

    private void anchor(TextBuffer out, Link link, Existing existing) {
        Title written = link.title();
        if (!written.isLocal()) {
            out.append(interwiki(written, link.label()));
            return;
        }
        Title other = existing.others().get(written.withoutFragment());
        Title title = other == null ? written : new Title("", other.namespace(), other.text(), written.fragment());
        Title page = title.withoutFragment();
        if (page.equals(state.request.page())) {
            out.append(title.fragment().isEmpty() ? "<a class=\"mw-selflink selflink" : "<a class=\"mw-selflink-fragment\" href=\"");
            out.append(title.fragment().isEmpty() ? "" : Sanitizer.link(urls.fragment(title.fragment()))).append("\">").append(link.label()).append("</a>");
            return;
        }
        LinkState is = existing.states().getOrDefault(page, LinkState.MISSING);
        out.append("<a href=\"");
        Sanitizer.link(is == LinkState.MISSING ? urls.local(page, "action=edit&redlink=1") : urls.local(title, ""), out);
        Sanitizer.link(is == LinkState.MISSING ? "" : urls.fragment(title.fragment()), out);
        out.append(switch (is) {
            case MISSING -> "\" class=\"new\" title=\"";
            case EXISTS -> "\" title=\"";
            case REDIRECT -> "\" class=\"mw-redirect\" title=\"";
        });
        Sanitizer.link(state.titles.fullText(title), out);
        out.append(is == LinkState.MISSING ? " (page does not exist)\">" : "\">").append(link.label()).append("</a>");
    }
}
