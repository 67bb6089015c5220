package scriptorium.wikitext.scribunto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;
import scriptorium.wikitext.lua.LuaTable;
import scriptorium.wikitext.lua.lib.Library;
import scriptorium.wikitext.text.CharacterReferences;

/** Texts: entities, markers of put-away text, JSON, sums. */
final class HostText {

    private static final Pattern MARKER = Pattern.compile("\u007Fn?[0-9]++\u007F");
    private static final Pattern REFERENCE = Pattern.compile("&(?:#(\\d{1,8}|x[0-9a-fA-F]{1,7})|(\\w{2,32}));");
    private static final Set<String> BASIC = Set.of("lt", "gt", "amp", "quot", "nbsp");
    /** Names of HTML 5 that are the same as others but for the case. */
    private static final Pattern CAPITALS = Pattern.compile("(?!ETH|THORN)[A-Z]{2,}|apos");
    private static final Map<String, String> ALGORITHMS = Map.of("md5", "MD5", "sha1", "SHA-1", "sha224", "SHA-224", "sha256", "SHA-256", "sha384", "SHA-384", "sha512",
            "SHA-512", "sha3-256", "SHA3-256", "sha3-512", "SHA3-512");

    private HostText() {}

    static void install(ScriptRun run, Library host) {
        host.one("decode", (l, a) -> l.allocated(Lua.bytes(decoded(Lua.text(a.string(0)), a.truth(1)))));
        host.one("unstrip", (l, a) -> Lua.bytes(MARKER.matcher(run.state.unstripNowiki(Lua.text(a.string(0)))).replaceAll("")));
        host.one("unstripNoWiki", (l, a) -> Lua.bytes(run.state.unstripNowiki(Lua.text(a.string(0)))));
        host.one("killMarkers", (l, a) -> MARKER.matcher(a.string(0)).replaceAll(""));
        host.one("jsonDecode", (l, a) -> new JsonReader(l, a.string(0), a.integer(1, 0)).read());
        host.one("jsonEncode", (l, a) -> l.allocated(new JsonWriter(l, a.integer(1, 0)).write(a.get(0))));
        host.one("interfaceText", (l, a) -> {
            String key = Lua.text(a.string(0));
            String text = CalendarWords.of(key, a.string(1, "en"));
            text = text == null ? run.expander.message(key) : text;
            return text == null ? null : Lua.bytes(text);
        });
    }

    /** References to characters; those by name only when they are wanted, but for the ones that markup needs. */
    private static String decoded(String text, boolean names) {
        return REFERENCE.matcher(text).replaceAll(found -> {
            String name = found.group(2);
            String character = found.group();
            if (name == null) {
                String digits = found.group(1);
                int code = digits.startsWith("x") ? Integer.parseInt(digits.substring(1), 16) : Integer.parseInt(digits);
                character = code <= Character.MAX_CODE_POINT ? Character.toString(code) : character;
            } else if (BASIC.contains(name) || names && !CAPITALS.matcher(name).matches()) {
                character = CharacterReferences.decode(character, false);
            }
            return Matcher.quoteReplacement(character);
        });
    }

    static LuaTable hash(Lua lua) {
        Library hash = Library.named(new LuaTable(lua));
        hash.one("hashValue", (l, a) -> {
            String name = a.string(0);
            byte[] bytes = a.string(1).getBytes(StandardCharsets.ISO_8859_1);
            if (name.equals("crc32b")) {
                CRC32 sum = new CRC32();
                sum.update(bytes);
                return HexFormat.of().toHexDigits((int) sum.getValue());
            }
            if (!ALGORITHMS.containsKey(name)) {
                throw new LuaError("mw.hash: there is no algorithm " + name);
            }
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance(ALGORITHMS.get(name)).digest(bytes));
            } catch (NoSuchAlgorithmException missing) {
                throw new LuaError("mw.hash: there is no algorithm " + name);
            }
        });
        hash.one("listAlgorithms", (l, a) -> {
            LuaTable out = new LuaTable(l);
            ALGORITHMS.keySet().stream().sorted().forEach(name -> out.set(out.length() + 1, name));
            out.set(out.length() + 1, "crc32b");
            return out;
        });
        return hash.table();
    }
}
