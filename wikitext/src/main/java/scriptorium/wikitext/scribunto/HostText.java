package scriptorium.wikitext.scribunto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
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
    private static final Pattern BASIC = Pattern.compile("&(?:lt|gt|amp|quot|nbsp|#\\d{1,7}|#[xX][0-9a-fA-F]{1,6});");
    private static final Map<String, String> ALGORITHMS = Map.of("md5", "MD5", "sha1", "SHA-1", "sha224", "SHA-224", "sha256", "SHA-256", "sha384", "SHA-384", "sha512",
            "SHA-512", "sha3-256", "SHA3-256", "sha3-512", "SHA3-512");

    private HostText() {}

    static void install(ScriptRun run, Library host) {
        host.one("decode", (l, a) -> {
            String text = Lua.text(a.string(0));
            return l.allocated(Lua.bytes(a.truth(1) ? CharacterReferences.decode(text, false)
                    : BASIC.matcher(text).replaceAll(found -> java.util.regex.Matcher.quoteReplacement(CharacterReferences.decode(found.group(), true)))));
        });
        host.one("unstrip", (l, a) -> Lua.bytes(MARKER.matcher(run.state.unstripNowiki(Lua.text(a.string(0)))).replaceAll("")));
        host.one("unstripNoWiki", (l, a) -> Lua.bytes(run.state.unstripNowiki(Lua.text(a.string(0)))));
        host.one("killMarkers", (l, a) -> MARKER.matcher(a.string(0)).replaceAll(""));
        host.one("jsonDecode", (l, a) -> new JsonReader(l, a.string(0), a.integer(1, 0)).read());
        host.one("jsonEncode", (l, a) -> l.allocated(new JsonWriter(l, a.integer(1, 0)).write(a.get(0))));
        host.one("interfaceText", (l, a) -> {
            String text = run.expander.message(Lua.text(a.string(0)));
            return text == null ? null : Lua.bytes(text);
        });
    }

    static LuaTable hash(Lua lua) {
        Library hash = Library.of(new LuaTable(lua), "");
        hash.one("hashValue", (l, a) -> {
            String name = a.string(0).toLowerCase(java.util.Locale.ROOT);
            byte[] bytes = a.string(1).getBytes(StandardCharsets.ISO_8859_1);
            if (name.equals("crc32b") || name.equals("crc32")) {
                CRC32 sum = new CRC32();
                sum.update(bytes);
                return HexFormat.of().toHexDigits((int) sum.getValue());
            }
            if (!ALGORITHMS.containsKey(name)) {
                throw a.bad(0, "unknown hashing algorithm");
            }
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance(ALGORITHMS.get(name)).digest(bytes));
            } catch (NoSuchAlgorithmException missing) {
                throw new LuaError("unknown hashing algorithm");
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
