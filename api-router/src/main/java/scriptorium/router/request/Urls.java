package scriptorium.router.request;

import java.nio.charset.StandardCharsets;
import scriptorium.host.site.SiteConfig;

/** Addresses of the wiki. */
public final class Urls {

    private static final String KEPT = "-_.~:/;@$!*(),";

    private Urls() {}

    /** Path of a page, as links carry it. */
    public static String page(SiteConfig site, String title) {
        return site.articlePath().replace("$1", encodeTitle(title));
    }

    public static String api(SiteConfig site) {
        return site.server() + site.scriptPath() + "/api.php";
    }

    public static String index(SiteConfig site) {
        return site.scriptPath() + "/index.php";
    }

    /** A title in a path: underscores for blanks, the characters that MediaWiki keeps kept. */
    public static String encodeTitle(String title) {
        return encode(title.replace(' ', '_'), KEPT);
    }

    /** A value in a query string. */
    public static String encodeValue(String value) {
        return encode(value, "-_.~");
    }

    private static String encode(String text, String kept) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || kept.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16))).append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }
}
