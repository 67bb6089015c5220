package scriptorium.wikitext.title;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import scriptorium.wikitext.api.InterwikiPrefix;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.text.Ascii;
import scriptorium.wikitext.text.TextBuffer;

/**
 * Reads titles as MediaWiki does: spaces folded, namespaces and interwiki prefixes found, fragments cut, the first
 * letter raised. Immutable.
 */
public final class TitleParser {

    private static final int MAX_BYTES = 255;
    private static final int MAX_SPECIAL_BYTES = 512;
    private static final Pattern SPACES = Pattern.compile("[ _\u00A0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+");
    private static final Pattern BIDI = Pattern.compile("[\u200E\u200F\u202A-\u202E]+");
    private static final Pattern BAD = Pattern.compile(
            "[^ %!\"$&'()*,\\-./0-9:;=?@A-Z\\\\^_`a-z~+\\x{80}-\\x{10FFFF}]|%[0-9A-Fa-f]{2}|&[A-Za-z0-9\\x{80}-\\x{10FFFF}]+;|&#[0-9]+;|&#x[0-9A-Fa-f]+;");

    private final Map<Integer, Namespace> byId = new HashMap<>();
    private final Map<String, Namespace> byName = new HashMap<>();
    private final Map<String, InterwikiPrefix> interwiki;
    private final Set<String> localInterwiki;
    private final boolean temporaryAccounts;
    private final String mainPage;
    private final String language;

    public TitleParser(WikiSite site) {
        interwiki = site.interwiki();
        temporaryAccounts = site.flag("AutoCreateTempUser", false);
        localInterwiki = Arrays.stream(site.options().getOrDefault("LocalInterwikis", "").split(",")).map(String::strip)
                .map(TitleParser::lower).collect(Collectors.toSet());
        mainPage = site.mainPage();
        language = site.language();
        for (Namespace namespace : site.namespaces()) {
            byId.put(namespace.id(), namespace);
            namespace.aliases().forEach(alias -> byName.put(key(alias), namespace));
            byName.put(key(namespace.canonical()), namespace);
            byName.put(key(namespace.name()), namespace);
        }
        byName.remove("");
    }

    private static String key(String name) {
        return lower(name.replace('_', ' '));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The code of the wiki's language. */
    public String language() {
        return language;
    }

    public Optional<Namespace> namespace(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** By local name, canonical name or alias, whatever the case. */
    public Optional<Namespace> namespaceByName(String name) {
        return Optional.ofNullable(byName.get(isWord(name) ? lower(name) : key(SPACES.matcher(name).replaceAll(" ").strip())));
    }

    private static boolean isWord(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!Character.isLetterOrDigit(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The title with its namespace and interwiki prefix, with blanks; no fragment. */
    public String fullText(Title title) {
        String prefix = title.interwiki().isEmpty() ? "" : title.interwiki() + ":";
        String namespace = namespace(title.namespace()).map(Namespace::name).orElse("Special");
        if (namespace.isEmpty() || !title.interwiki().isEmpty()) {
            return prefix.isEmpty() ? title.text() : prefix + title.text();
        }
        return namespace + ":" + title.text();
    }

    /** Whether there are characters among which blanks and marks of direction are. */
    private static boolean holdsOdd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0xA0 || c == 0x1680 || c == 0x180E || c >= 0x2000 && c <= 0x206F || c == 0x3000 || c == 0x61C || c == 0xFEFF) {
                return true;
            }
        }
        return false;
    }

    public String prefixedDbKey(Title title) {
        return fullText(title).replace(' ', '_');
    }

    boolean temporaryAccounts() {
        return temporaryAccounts;
    }

    /** Reads a text as a title; {@code defaultNamespace} is where it lies when it names none. */
    public ParsedTitle parse(String raw, int defaultNamespace) {
        String text = raw.indexOf('&') >= 0 ? Entities.decode(raw) : raw;
        if (!Ascii.only(text)) {
            boolean odd = holdsOdd(text);
            text = odd ? BIDI.matcher(text).replaceAll("") : text;
            text = Normalizer.isNormalized(text, Normalizer.Form.NFC) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
            text = odd || text.indexOf('_') >= 0 || text.contains("  ") ? SPACES.matcher(text).replaceAll(" ") : text;
        } else if (text.indexOf('_') >= 0 || text.contains("  ")) {
            text = SPACES.matcher(text).replaceAll(" ");
        }
        text = trim(text);
        if (text.indexOf('\uFFFD') >= 0) {
            return invalid("title-invalid-utf8", raw);
        }
        int namespaceId = defaultNamespace;
        if (text.startsWith(":")) {
            namespaceId = Namespace.MAIN;
            text = trim(text.substring(1));
        }
        if (text.isEmpty()) {
            return invalid("title-invalid-empty", raw);
        }
        String prefix = "";
        boolean named = false;
        for (int colon = prefixEnd(text); colon > 0; colon = prefixEnd(text)) {
            String head = trim(text.substring(0, colon));
            Optional<Namespace> namespace = namespaceByName(head);
            if (namespace.isPresent()) {
                namespaceId = namespace.get().id();
                named = true;
                text = trim(text.substring(colon + 1));
                if (namespaceId == Namespace.TALK && startsWithPrefix(text)) {
                    return invalid("title-invalid-talk-namespace", raw);
                }
                break;
            }
            InterwikiPrefix found = interwiki.get(lower(head));
            if (found == null) {
                break;
            }
            text = trim(text.substring(colon + 1));
            namespaceId = Namespace.MAIN;
            if (localInterwiki.contains(lower(head))) {
                if (text.isEmpty()) {
                    return parse(mainPage, Namespace.MAIN);
                }
                continue;
            }
            prefix = found.prefix();
            text = text.startsWith(":") ? trim(text.substring(1)) : text;
            break;
        }
        String fragment = "";
        int hash = text.indexOf('#');
        if (hash >= 0) {
            fragment = text.substring(hash + 1);
            text = trim(text.substring(0, hash));
        }
        return check(raw, new Title(prefix, namespaceId, text, fragment), named);
    }

    /** Whether every character is one that any title may hold wherever it stands. */
    private static boolean harmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && " ,()'-/:;!*.\"=?@".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int prefixEnd(String text) {
        int colon = text.indexOf(':');
        int hash = text.indexOf('#');
        return hash >= 0 && hash < colon ? -1 : colon;
    }

    private boolean startsWithPrefix(String text) {
        int colon = prefixEnd(text);
        return colon > 0 && (namespaceByName(text.substring(0, colon)).isPresent() || interwiki.containsKey(lower(trim(text.substring(0,
                colon)))));
    }

    private ParsedTitle check(String raw, Title title, boolean named) {
        String text = title.text();
        Matcher bad = harmless(text) ? null : BAD.matcher(text);
        if (bad != null && bad.find()) {
            return invalid("title-invalid-characters", bad.group(), raw);
        }
        if (text.contains(".") && (text.equals(".") || text.equals("..") || text.startsWith("./") || text.startsWith("../")
                || text.contains("/./")
                || text.contains("/../") || text.endsWith("/.") || text.endsWith("/.."))) {
            return invalid("title-invalid-relative", raw);
        }
        if (text.contains("~~~")) {
            return invalid("title-invalid-magic-tilde", raw);
        }
        int max = title.namespace() == Namespace.SPECIAL ? MAX_SPECIAL_BYTES : MAX_BYTES;
        if (text.length() * 3 > max && text.getBytes(StandardCharsets.UTF_8).length > max) {
            return invalid("title-invalid-too-long", String.valueOf(max), raw);
        }
        if (!title.isLocal()) {
            return new ParsedTitle.Valid(title);
        }
        if (text.isEmpty() && (named || title.namespace() != Namespace.MAIN || title.fragment().isEmpty())) {
            return invalid("title-invalid-empty", raw);
        }
        String normalised = normalised(text, title.namespace());
        if (normalised.startsWith(":")) {
            return invalid("title-invalid-leading-colon", raw);
        }
        return new ParsedTitle.Valid(normalised.equals(text) ? title : new Title("", title.namespace(), normalised, title.fragment()));
    }

    private String normalised(String text, int namespaceId) {
        if (namespaceId == Namespace.USER || namespaceId == Namespace.USER_TALK) {
            Optional<String> address = UserNames.canonicalIp(text).or(() -> UserNames.canonicalRange(text));
            if (address.isPresent()) {
                return address.get();
            }
        }
        Namespace namespace = byId.get(namespaceId);
        return namespace == null || namespace.firstLetter() ? ucfirst(text) : text;
    }

    private static ParsedTitle invalid(String key, String... arguments) {
        return new ParsedTitle.Invalid(new TitleProblem(key, List.of(arguments)));
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && (text.charAt(from) == ' ' || text.charAt(from) == '_')) {
            from++;
        }
        while (to > from && (text.charAt(to - 1) == ' ' || text.charAt(to - 1) == '_')) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Letters in title case that were asked for; those of later planes and scripts have no case, with few exceptions. */
    private static final String[] CASED = new String[0x3000];

    /** The first letter in title case, with Unicode's full mapping: a Georgian letter stays, a sharp s becomes two letters. */
    static String ucfirst(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.codePointAt(0);
        if (first < 0x80) {
            char upper = first >= 'a' && first <= 'z' ? (char) (first - 32) : (char) first;
            return upper == first ? text : TextBuffer.take(text.length()).append(upper).append(text, 1, text.length()).finish();
        }
        String upper = first < CASED.length ? CASED[first] : Character.isLowerCase(first) ? upper(first) : Character.toString(first);
        if (upper == null) {
            upper = upper(first);
            CASED[first] = upper;
        }
        return text.startsWith(upper) ? text : upper + text.substring(Character.charCount(first));
    }

    private static String upper(int letter) {
        return UCharacter.toTitleCase(ULocale.ROOT, Character.toString(letter), null);
    }
}
