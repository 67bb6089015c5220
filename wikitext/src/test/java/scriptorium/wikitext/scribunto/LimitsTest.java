package scriptorium.wikitext.scribunto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LimitsTest {

    private static final long STACK = 16L * 1024 * 1024;

    private final ScriptWiki wiki = new ScriptWiki(Map.of("ScribuntoCPULimit", "20", "ScribuntoMemoryLimit", "20000000"));

    @ParameterizedTest
    @ValueSource(strings = {
        "while true do end",
        "repeat until false",
        "for i = 1, math.huge do end",
        "local function f() return f() end return f()",
        "while true do pcall( error ) end",
        "pcall( function () while true do end end )",
        "return ( 'a' ):rep( 300000 ):match( '.-b' )",
        "return ( 'a' ):rep( 200 ):match( ( 'a*' ):rep( 30 ) .. 'b' )",
        "while true do ( 'a' ):rep( 1000 ):gsub( 'a', 'b' ) end",
        "return mw.ustring.match( ( 'ä' ):rep( 300000 ), '.-b' )",
        "for k in function () return 1 end do end",
        "local t = {} for i = 1, 2000 do t[i] = i end while true do table.sort( t, function ( a, b ) return a > b end ) end",
        "local t = {} for i = 1, 1e9 do t[( '\\0' ):rep( 64 ) .. i .. ( '\\0' ):rep( 64 )] = i end",
        "while true do mw.getCurrentFrame():preprocess( '{{lc:A}}' ) end"})
    void endsWhatDoesNotEnd(String body) {
        // Given
        ScriptWiki impatient = new ScriptWiki(Map.of("ScribuntoCPULimit", "1"));

        // Then
        assertThat(impatient.result(body)).contains("scribunto-error", "time");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "return ( 'x' ):rep( 1e10 )",
        "local s = 'x' while true do s = s .. s end",
        "local t = {} while true do t[#t + 1] = 'x' .. #t end",
        "local t = {} while true do t = { t } end",
        "local t = {} for i = 1, 1e9 do t[i] = i end",
        "local t = {} for i = 1, 1e9 do t['k' .. i] = i end",
        "local f = function () end while true do local g = f f = function () return g end end",
        "pcall( function () local s = 'x' while true do s = s .. s end end ) return 'caught'",
        "local s = ( 'x' ):rep( 1000000 ) return ( s:gsub( '.', s ) )",
        "local s = ( 'x' ):rep( 1000000 ) local t = {} for i = 1, 1000 do t[i] = s end return #table.concat( t )",
        "local t = {} for i = 1, 60 do t = { t, t, t } end return #mw.text.jsonEncode( t )",
        "local s = ( 'x' ):rep( 1000000 ) return s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s",
        "local t = {} for i = 1, 7000 do t[i] = ( 'x' ):rep( 10000 ) .. i end"})
    void endsWhatTakesTooMuch(String body) {
        assertThat(wiki.result(body)).contains("scribunto-error", "memory");
    }

    @Test
    void forgetsWhatNobodyReaches() {
        assertThat(wiki.result("local s for i = 1, 3000 do s = ( 'x' ):rep( 100000 ) .. i end return #s")).isEqualTo("100004");
    }

    @Test
    void callsThousandsDeep() throws InterruptedException {
        // When
        String said = inThread("local n = 0 local function f() n = n + 1 return 1 + f() end local ok, e = pcall( f ) return n .. ' ' .. e");

        // Then
        int depth = Integer.parseInt(said.substring(0, said.indexOf(' ')));
        assertThat(depth).isBetween(5000, 16_400);
        assertThat(said).endsWith("Module:Result:1: stack overflow");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "local function f( n ) if n == 0 then return 'done' end return f( n - 1 ) end return f( 100000 )",
        "local a, b function a( n ) if n == 0 then return 'done' end return b( n - 1 ) end function b( n ) return a( n ) end return a( 100000 )",
        "local t = {} function t:f( n ) if n == 0 then return 'done' end return self:f( n - 1 ) end return t:f( 100000 )"})
    void goesOnForeverInTailCalls(String body) {
        assertThat(wiki.result(body)).isEqualTo("done");
    }

    @Test
    void boundsCallsThroughTheHost() {
        assertThat(wiki.result("local n = 0 local function f() n = n + 1 string.gsub( 'x', 'x', f ) end local ok, e = pcall( f ) return n .. ' ' .. e"))
                .isEqualTo("197 C stack overflow");
        assertThat(wiki.result("local t = setmetatable( {}, { __index = function ( t, k ) return t[k] end } ) local ok, e = pcall( function () return t.x end ) return e"))
                .isEqualTo("Module:Result:1: C stack overflow");
    }

    @Test
    void boundsScriptsInScripts() {
        // Given
        wiki.with("Module:Again", "return { run = function ( frame ) return 'x' .. frame:preprocess( '{{#invoke:Again|run}}' ) end }");

        // Then
        assertThat(wiki.expand("{{#invoke:Again|run}}")).contains("scribunto-error");
    }

    private String inThread(String body) throws InterruptedException {
        AtomicReference<String> said = new AtomicReference<>();
        Thread thread = new Thread(null, () -> said.set(wiki.result(body)), "deep", STACK);
        thread.start();
        thread.join();
        return said.get();
    }
}
