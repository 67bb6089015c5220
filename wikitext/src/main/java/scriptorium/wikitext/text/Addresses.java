package scriptorium.wikitext.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * External addresses in the one spelling that links are recorded in: characters that need no percent sign stand for themselves, all that may not stand in an address
 * is written with one, and steps up and down in the path are walked.
 */
public final class Addresses {

    private static final String NEVER = "\"<>[\\]^`{|}";
    /** Brackets are those of numbers (IPv6). */
    private static final String NEVER_IN_HOST = "\"<>\\^`{|}";
    private static final String NOT_IN_HOST = "%" + NEVER_IN_HOST;
    private static final String NOT_IN_PATH = "#%/?" + NEVER;
    private static final String NOT_IN_QUERY = "#%&+;=" + NEVER;
    private static final String NOT_IN_FRAGMENT = "#%" + NEVER;

    private Addresses() {}

    /** The address as it is recorded. */
    public static String normalized(String url) {
        if (isNormal(url)) {
            return url;
        }
        int fragment = orEnd(url, url.indexOf('#'));
        int query = Math.min(fragment, orEnd(url, url.indexOf('?')));
        int host = hostEnd(url, query);
        TextBuffer out = TextBuffer.take(url.length() + 16);
        write(url, 0, host, NOT_IN_HOST, NEVER_IN_HOST, out);
        int path = out.length();
        write(url, host, query, NOT_IN_PATH, NEVER, out);
        if (out.indexOf("/.", path) >= 0) {
            String walked = walked(out.substring(path, out.length()));
            out.setLength(path);
            out.append(walked);
        }
        write(url, query, fragment, NOT_IN_QUERY, NEVER, out);
        write(url, fragment, url.length(), NOT_IN_FRAGMENT, NEVER, out);
        return out.finish();
    }

    private static boolean isNormal(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '%' || NEVER.indexOf(c) >= 0 || c == '/' && i + 1 < url.length() && url.charAt(i + 1) == '.') {
                return false;
            }
        }
        return true;
    }

    private static int orEnd(String url, int place) {
        return place < 0 ? url.length() : place;
    }

    /** Where the host ends; in addresses without one all is path. */
    private static int hostEnd(String url, int end) {
        int slashes = url.indexOf("//");
        if (slashes < 0 || slashes > 0 && url.charAt(slashes - 1) != ':' || slashes > end) {
            return 0;
        }
        int path = url.indexOf('/', slashes + 2);
        return path < 0 ? end : Math.min(path, end);
    }

    private static void write(String url, int from, int to, String kept, String refused, TextBuffer out) {
        for (int i = from; i < to; i++) {
            char c = url.charAt(i);
            int code = c == '%' ? code(url, i, to) : -1;
            if (code >= 0) {
                if (code > ' ' && code < 0x7F && kept.indexOf(code) < 0) {
                    out.append((char) code);
                } else {
                    percent(code, out);
                }
                i += 2;
            } else if (c > ' ' && c < 0x7F && refused.indexOf(c) < 0) {
                out.append(c);
            } else {
                int point = url.codePointAt(i);
                for (byte one : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    percent(one & 0xFF, out);
                }
                i += Character.charCount(point) - 1;
            }
        }
    }

    private static int code(String url, int at, int to) {
        if (at + 2 >= to) {
            return -1;
        }
        int high = Character.digit(url.charAt(at + 1), 16);
        int low = Character.digit(url.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static void percent(int code, TextBuffer out) {
        out.append('%').append(digit(code >> 4)).append(digit(code & 15));
    }

    private static char digit(int value) {
        return "0123456789ABCDEF".charAt(value);
    }

    /** The path without {@code .} and {@code ..}: RFC 3986, section 5.2.4. */
    private static String walked(String path) {
        Deque<String> steps = new ArrayDeque<>();
        String[] parts = path.split("/", -1);
        for (int i = 1; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            boolean up = parts[i].equals("..");
            if (up) {
                steps.pollLast();
            } else if (!parts[i].equals(".")) {
                steps.addLast(parts[i]);
            }
            if (last && (up || parts[i].equals("."))) {
                steps.addLast("");
            }
        }
        StringBuilder out = new StringBuilder(parts[0]);
        for (Iterator<String> step = steps.iterator(); step.hasNext();) {
            out.append('/').append(step.next());
        }
        return out.toString();
    }
}
