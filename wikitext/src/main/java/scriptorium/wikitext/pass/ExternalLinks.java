package scriptorium.wikitext.pass;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.text.AsciiSet;
import scriptorium.wikitext.text.CharacterReferences;
import scriptorium.wikitext.text.TextBuffer;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** External links: in brackets with a text, in brackets with a number, and bare. */
public final class ExternalLinks {

    private static final String PROTOCOLS = "(?:https?://|ftps?://|git://|gopher://|ircs?://|mms://|nntp://|sftp://|ssh://|svn://|telnet://|worldwind://|redis://|xmpp:"
            + "|sips?:|bitcoin:|geo:|magnet:|mailto:|matrix:|news:|sms:|tel:|urn:)";
    /** A host in the form of IPv6 may hold brackets. */
    private static final String ADDRESS_ALONE = "\\[[0-9a-fA-F:.]++\\]";
    private static final String ADDRESS = "(?:" + ADDRESS_ALONE + ")?+";
    private static final Pattern BRACKETED = Pattern.compile("\\[((?:" + PROTOCOLS + "|//)" + ADDRESS + "(?:[^\\]\\[<>\"\\x00-\\x20\\x7F\\p{Zs}\\uFFFD]|\u007F\\d+\u007F)++)\\p{Zs}*+([^\\]\\x00\\x01\\x03-\\x08\\x0a-\\x1F]*+)\\]",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE = Pattern.compile("(?<![\\p{L}\\p{N}_])" + PROTOCOLS + "(?:" + ADDRESS_ALONE + "[^\\]\\[<>\"\\x00-\\x20\\x7F\\p{Zs}\\uFFFD]*+|[^\\]\\[<>\"\\x00-\\x20\\x7F\\p{Zs}\\uFFFD]++)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BEGIN = Pattern.compile(PROTOCOLS + "|//", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHOLE = Pattern.compile("(?:" + PROTOCOLS + "|//)" + ADDRESS + "[^\\]\\[<>\"\\x00-\\x20\\x7F\\p{Zs}\\uFFFD]++", Pattern.CASE_INSENSITIVE);
    /** References to characters that end an address. */
    private static final Pattern END = Pattern.compile("&(?:lt|gt|nbsp|#[xX]0*+(?:3[CcEe]|[Aa]0)|#0*+(?:60|62|160));");
    /** Characters in a host that nobody sees. */
    private static final Pattern IGNORED = Pattern.compile("[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0"
            + "\\uFFF0-\\uFFF8\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}]");
    private static final Pattern HOST = Pattern.compile("([^/]*+//)([^/?#]*+)(.*+)", Pattern.DOTALL);
    private static final Pattern ESCAPED = Pattern.compile("[\\]\\[<>\"\\x00-\\x20\\x7F|]");
    private static final AsciiSet ESCAPES = AsciiSet.of("[]<>\"|&'");
    private static final Pattern NUMBERS = Pattern.compile("(?:[a-z0-9+.-]++:)?+//" + ADDRESS_ALONE, Pattern.CASE_INSENSITIVE);
    private static final Pattern IMAGE = Pattern.compile("(?i)https?://[^\\s<>\"\\[\\]]*+(?<=/[^/?]{1,200}\\.(?:gif|png|jpe?g|webp|svg))");
    private static final Pattern LINK_ELEMENT = Pattern.compile("<a ([^>]*+)>");

    private static final Pattern MAGIC = Pattern.compile("(?<![\\p{L}\\p{N}_/])(?:(RFC|PMID)(?:[ \\t\\p{Zs}]|&#160;|&#xa0;|&nbsp;)++(\\d++)|ISBN(?:[ \\t\\p{Zs}]|&#160;|&#xa0;|&nbsp;)++"
            + "((?:97[89][ -]?+)?(?:\\d[ -]?+){9}[\\dXx]))(?![\\p{L}\\p{N}_])");

    /** Links without a text are counted through all texts of a page. */
    private static final class Counter {
        int last;
    }

    private final ParseState state;
    /** Those of RFC, PMID and ISBN that the wiki links, from its option {@code EnableMagicLinks}. */
    private final String magic;
    private final Counter counter;

    public ExternalLinks(ParseState state) {
        this.state = state;
        counter = state.extension(Counter.class, Counter::new);
        magic = state.site.options().getOrDefault("EnableMagicLinks", "");
    }

    public TextBuffer apply(TextBuffer text) {
        return text.indexOf(':') < 0 && !text.contains("[//") && magic.isEmpty() ? text : bare(bracketed(text));
    }

    public static boolean beginsAddress(String text) {
        return BEGIN.matcher(text).lookingAt();
    }

    static boolean isAddress(String text) {
        return WHOLE.matcher(text).matches();
    }

    /** Addresses in a text by themselves. */
    public static Matcher bareIn(String text) {
        return BARE.matcher(text);
    }

    /** Addresses in brackets, to be looked for where a bracket opens and only up to the last that closes, or many open ones would cost their square. */
    public static Matcher bracketedIn(String text) {
        return BRACKETED.matcher(text);
    }

    /** Links in brackets alone, their attributes put away: bars in their addresses are no bars of options. */
    String inBrackets(String text) {
        return text.indexOf('[') < 0 || text.indexOf(':') < 0 && !text.contains("[//") ? text
                : LINK_ELEMENT.matcher(bracketed(TextBuffer.of(text)).finish()).replaceAll(found -> "<a " + Matcher.quoteReplacement(state.strip(found.group(1))) + ">");
    }

    private TextBuffer bracketed(TextBuffer text) {
        int open = text.indexOf('[');
        if (open < 0) {
            return text;
        }
        Matcher link = BRACKETED.matcher(text);
        TextBuffer out = TextBuffer.take(text.length() + 128);
        int at = 0;
        int end = -1;
        int last = -1;
        for (; open >= 0; open = text.indexOf('[', Math.max(at, open + 1))) {
            if (end < open) {
                // A link ends on its line: a line is searched up to its last bracket only, or many unclosed ones would cost their square.
                int newline = text.indexOf('\n', open);
                end = newline < 0 ? text.length() : newline;
                last = end;
                while (last > open && text.charAt(last - 1) != ']') {
                    last--;
                }
            }
            if (last <= open || !link.region(open, last).lookingAt()) {
                continue;
            }
            String url = link.group(1);
            String label = link.group(2);
            int entity = cut(url);
            if (entity >= 0) {
                label = url.substring(entity) + " " + label;
                url = url.substring(0, entity);
            }
            out.append(text, at, link.start());
            String image = label.indexOf(' ') < 0 ? image(label) : null;
            label = image == null ? label : image;
            out.append(label.isEmpty() ? anchor(url, "[" + ++counter.last + "]", "external autonumber") : anchor(url, label, "external text"));
            at = link.end();
        }
        out.append(text, at, text.length());
        text.release();
        return out;
    }

    private static int cut(String url) {
        if (url.indexOf('&') < 0) {
            return -1;
        }
        Matcher end = END.matcher(url);
        return end.find() ? end.start() : -1;
    }

    private TextBuffer bare(TextBuffer text) {
        if (text.indexOf(':') < 0 && magic.isEmpty()) {
            return text;
        }
        Matcher link = BARE.matcher(text);
        TextBuffer out = TextBuffer.take(text.length() + 128);
        int at = 0;
        int inAnchor = 0;
        while (true) {
            int open = text.indexOf('<', at);
            int close = open < 0 ? -1 : text.indexOf('>', open);
            int end = close < 0 ? text.length() : open;
            if (inAnchor > 0) {
                out.append(text, at, end);
            } else if (hasMagic(text, at, end)) {
                out.append(magic(links(TextBuffer.take(end - at), text, at, end, link).finish()));
            } else {
                links(out, text, at, end, link);
            }
            if (close < 0) {
                text.release();
                return out;
            }
            if (text.startsWith("<a ", open)) {
                inAnchor++;
            } else if (text.startsWith("</a>", open) && inAnchor > 0) {
                inAnchor--;
            }
            out.append(text, open, close + 1);
            at = close + 1;
        }
    }

    private boolean hasMagic(TextBuffer text, int from, int to) {
        return !magic.isEmpty() && (text.indexOf("RFC", from, to) >= 0 || text.indexOf("PMID", from, to) >= 0 || text.indexOf("ISBN", from, to) >= 0);
    }

    /** RFC, PMID and ISBN with a number, where the wiki has them. */
    private String magic(String text) {
        return MAGIC.matcher(text).replaceAll(found -> Matcher.quoteReplacement(reference(found.group(), found.group(1), found.group(2), found.group(3))));
    }

    private String reference(String whole, String kind, String number, String isbn) {
        if (kind == null) {
            String digits = isbn.replaceAll("[^0-9Xx]", "").toUpperCase(Locale.ROOT);
            String page = new LinkUrls(state.site, state.titles).local(Title.of(Namespace.SPECIAL, "BookSources/" + digits), "");
            if (!magic.contains("ISBN")) {
                return whole;
            }
            state.trackingCategory("magiclink-tracking-isbn");
            return "<a href=\"" + page + "\" class=\"internal mw-magiclink-isbn\">" + whole + "</a>";
        }
        if (!magic.contains(kind)) {
            return whole;
        }
        String url = kind.equals("RFC") ? "https://datatracker.ietf.org/doc/html/rfc" + number : "//www.ncbi.nlm.nih.gov/pubmed/" + number + "?dopt=Abstract";
        state.externalLinks.add(url);
        state.trackingCategory("magiclink-tracking-" + kind.toLowerCase(Locale.ROOT));
        return "<a class=\"external mw-magiclink-" + kind.toLowerCase(Locale.ROOT) + "\" rel=\"nofollow\" href=\"" + url + "\">" + kind + " " + number + "</a>";
    }

    /** Writes a part of a text that holds no tags, with the addresses in it as links. */
    private TextBuffer links(TextBuffer out, TextBuffer text, int from, int to, Matcher link) {
        if (text.indexOf(':', from, to) < 0) {
            return out.append(text, from, to);
        }
        link.region(from, to);
        int at = from;
        while (link.find()) {
            String url = link.group();
            String trail = "";
            int entity = cut(url);
            if (entity >= 0) {
                trail = url.substring(entity);
                url = url.substring(0, entity);
            }
            int end = url.length();
            String separators = url.indexOf('(') < 0 ? ",;.:!?\\)" : ",;.:!?\\";
            while (end > 0 && separators.indexOf(url.charAt(end - 1)) >= 0 && !CharacterReferences.endsAt(url, end)) {
                end--;
            }
            trail = url.substring(end) + trail;
            url = url.substring(0, end);
            out.append(text, at, link.start());
            boolean bareProtocol = !BARE.matcher(url).matches();
            String image = image(url);
            out.append(bareProtocol ? url : image != null ? image : anchor(url, clean(url), "external free")).append(trail);
            at = link.end();
        }
        return out.append(text, at, to);
    }

    /** An address as the picture that it leads to, where the wiki allows that; else null. */
    private String image(String url) {
        boolean some = !state.site.options().getOrDefault("AllowExternalImagesFrom", "").isEmpty();
        boolean all = state.site.flag("AllowExternalImages", false);
        if (!all && !some || !IMAGE.matcher(url).matches() || !all && state.site.list("AllowExternalImagesFrom", "").stream().noneMatch(url::startsWith)) {
            return null;
        }
        String address = clean(url);
        return "<img src=\"" + address + "\" alt=\"" + Sanitizer.link(url.substring(url.lastIndexOf('/') + 1)) + "\" />";
    }

    /** An address as it is written into a page. */
    private static String clean(String url) {
        if (isClean(url)) {
            return url;
        }
        String target = CharacterReferences.decode(url, true);
        Matcher host = HOST.matcher(target);
        if (host.matches()) {
            target = host.group(1) + IGNORED.matcher(host.group(2)).replaceAll("").replaceAll("[ \\u00A0]", "+") + host.group(3);
        }
        Matcher numbers = NUMBERS.matcher(target);
        int kept = numbers.lookingAt() ? numbers.end() : 0;
        target = target.substring(0, kept) + ESCAPED.matcher(target.substring(kept)).replaceAll(found -> "%" + String.format("%02X", (int) found.group().charAt(0)));
        return target.replace("&", "&amp;").replace("'", "&#39;");
    }

    /** Whether there is nothing that would be written otherwise. */
    private static boolean isClean(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c <= ' ' || c >= 0x7F || ESCAPES.has(c)) {
                return false;
            }
        }
        return true;
    }

    /** Addresses of this very wiki are no links to elsewhere. */
    private boolean own(String url) {
        String server = state.site.server();
        return url.regionMatches(true, 0, server, 0, server.length()) && (url.length() == server.length() || "/?#".indexOf(url.charAt(server.length())) >= 0);
    }

    private String anchor(String url, String label, String css) {
        String href = clean(url);
        if (!own(href)) {
            state.externalLinks.add(CharacterReferences.decode(href, true));
        }
        return "<a" + ExternalAttributes.of(state, url) + " class=\"" + css + "\" href=\"" + href + "\">" + label + "</a>";
    }
}
