package scriptorium.wikitext.title;

import java.nio.charset.StandardCharsets;
import scriptorium.wikitext.api.InterwikiPrefix;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.text.TextBuffer;

/** Addresses of pages, with the characters left readable that MediaWiki leaves readable. */
public final class LinkUrls {

    private static final String READABLE = ";@$!*(),/~:-_.";
    private static final String HEX = "0123456789ABCDEF";

    private final WikiSite site;
    private final TitleParser titles;
    /** What stands before and behind the title in the address of a page. */
    private final String before;
    private final String behind;

    public LinkUrls(WikiSite site, TitleParser titles) {
        this.site = site;
        this.titles = titles;
        int place = site.articlePath().indexOf("$1");
        before = place < 0 ? site.articlePath() : site.articlePath().substring(0, place);
        behind = place < 0 ? "" : site.articlePath().substring(place + 2);
    }

    /** Path and query of a page on this server, or the whole address on another wiki; no fragment. */
    public String local(Title title, String query) {
        if (!title.isLocal()) {
            return withQuery(interwiki(title), query);
        }
        String page = encode(titles.prefixedDbKey(title));
        return query.isEmpty() ? before + page + behind
                : site.scriptPath() + "/index.php?title=" + page + "&" + (query.equals("-") ? "" : query);
    }

    /** Where a file of that name can be uploaded. @param key its name with underscores */
    public String upload(String key) {
        return local(Title.of(Namespace.SPECIAL, "Upload"), "wpDestFile=" + encode(key));
    }

    /** With the server in front; {@code fragment} of the title included. */
    public String full(Title title, String query) {
        String local = local(title, query);
        return (local.startsWith("/") && !local.startsWith("//") ? site.server() + local : local) + fragment(title.fragment());
    }

    /** {@code #anchor} as this wiki writes it, empty for no fragment. */
    public String fragment(String fragment) {
        return fragment.isEmpty() ? "" : "#" + (legacy() ? legacyAnchor(fragment) : anchor(fragment));
    }

    /** {@code #anchor} as a link to another wiki writes it: those that are not ours are known to understand the old form only. */
    public String foreignFragment(Title title) {
        InterwikiPrefix prefix = site.interwiki().get(title.interwiki());
        return title.fragment().isEmpty() ? "" : prefix != null && prefix.local() ? fragment(title.fragment()) : "#" + legacyAnchor(title.fragment());
    }

    private boolean legacy() {
        return site.options().getOrDefault("FragmentMode", "html5").startsWith("legacy");
    }

    /** The id of a heading in the form from before HTML5: bytes with dots for percent signs. */
    public static String legacyAnchor(String text) {
        return encode(text, "-_.:", '_').replace('%', '.');
    }

    /** The id of a heading with this text, in the readable form (HTML5). */
    public static String anchor(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
            if (c == '%' && i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2))) {
                out.append("%25");
            } else {
                out.append(space ? '_' : c);
            }
        }
        return out.toString();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }

    private String interwiki(Title title) {
        InterwikiPrefix prefix = site.interwiki().get(title.interwiki());
        return prefix == null ? "" : prefix.address(title.dbKey());
    }

    private static String withQuery(String url, String query) {
        return query.isEmpty() ? url : url + (url.indexOf('?') < 0 ? "?" : "&") + query;
    }

    /** For the path of a page: blanks as underscores are the caller's affair. */
    public static String encode(String text) {
        return encode(text, READABLE, '+');
    }

    private static boolean isReadable(String text, String readable) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && readable.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** As in a query string. {@code blank} is what a blank becomes: {@code +}, {@code _}, or {@code %} for {@code %20}. */
    public static String encode(String text, String readable, char blank) {
        if (isReadable(text, readable)) {
            return text;
        }
        TextBuffer out = TextBuffer.take(3 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isLetterOrDigit(c) || readable.indexOf(c) >= 0) {
                out.append(c);
            } else if (c == ' ' && blank != '%') {
                out.append(blank);
            } else if (c < 0x80) {
                percent(c, out);
            } else if (Character.isSurrogate(c)) {
                int point = text.codePointAt(i);
                for (byte one : (point == c ? "?" : Character.toString(point)).getBytes(StandardCharsets.UTF_8)) {
                    percent(one & 0xFF, out);
                }
                i += Character.charCount(point) - 1;
            } else if (c < 0x800) {
                percent(0xC0 | c >> 6, out);
                percent(0x80 | c & 0x3F, out);
            } else {
                percent(0xE0 | c >> 12, out);
                percent(0x80 | c >> 6 & 0x3F, out);
                percent(0x80 | c & 0x3F, out);
            }
        }
        return out.finish();
    }

    /** Percent signs as in addresses; those that mean nothing stay. */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int size = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            bytes[size++] = low < 0 ? bytes[i] : (byte) (high * 16 + low);
            i += low < 0 ? 0 : 2;
        }
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private static void percent(int code, TextBuffer out) {
        out.append('%').append(HEX.charAt(code >> 4)).append(HEX.charAt(code & 15));
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
