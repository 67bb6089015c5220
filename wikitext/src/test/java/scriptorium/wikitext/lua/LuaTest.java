package scriptorium.wikitext.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scriptorium.wikitext.lua.lib.Library;

class LuaTest {

    private final Lua lua = new Lua(10_000_000_000L, 50_000_000);

    private String run(String text) {
        Library.install(lua);
        return Arrays.stream(Parser.parse(text, "Module:X").closure(lua.globals).call(lua)).map(lua::tostring).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            return #{ 1, 2, nil, 4 }                                                           | 4
            return #{ nil, nil, 3 }                                                            | 3
            return #{ 1, nil, 3, n = 1 }                                                       | 3
            local t = {} t[1] = 1 t[2] = 2 t[4] = 4 return #t                                  | 4
            local t = { 1, 2, 3, 4, 5 } t[3] = nil t[5] = nil return #t                        | 2
            local t = { 1, 2, nil, 4 } table.insert( t, 5 ) return #t, t[5]                    | 5 5
            return select( '#', table.remove( {} ) )                                           | 0
            """)
    void findsTheBordersOfLua51(String text, String wanted) {
        assertThat(run(text)).isEqualTo(wanted);
    }

    @Test
    void goesThroughATableInTheOrderOfLua51() {
        assertThat(run("local o = {} for k in pairs{ alpha = 1, beta = 2, gamma = 3, delta = 4, 10, 20, [0] = 5 } do o[#o + 1] = k end return table.concat( o, ' ' )"))
                .isEqualTo("1 2 0 beta delta alpha gamma");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            local t = {} return t.x.y                                | Module:X:1: attempt to index field 'x' (a nil value)
            local f = string.rep f()                                 | Module:X:1: bad argument #1 to 'f' (string expected, got no value)
            ( 'x' ):rep( {} )                                        | Module:X:1: bad argument #1 to 'rep' (number expected, got table)
            error( 'x' )                                             | Module:X:1: x
            local function f() error( 'x', 2 ) end f()               | Module:X:1: x
            local function f() error( 'x', 2 ) end return f()        | x
            pcall( error ) table.sort( { 1, {} } )                   | attempt to compare table with number
            """)
    void saysWhereItFailed(String text, String message) {
        // When
        Object error = null;
        try {
            run(text);
        } catch (LuaError thrown) {
            error = thrown.value();
        }

        // Then
        assertThat(error).isEqualTo(message);
    }

    @Test
    void keepsATableRightWhateverIsStored() {
        // Given
        Random random = new Random(5);
        Map<Object, Object> known = new HashMap<>();
        LuaTable table = new LuaTable(lua);

        // When
        for (int i = 0; i < 200_000; i++) {
            Object key = random.nextInt(3) == 0 ? "k" + random.nextInt(300) : (Object) (double) (random.nextInt(400) - 50);
            Object value = random.nextInt(3) == 0 ? null : (Object) (double) i;
            table.set(key, value);
            known.put(key, value);
        }
        known.values().removeIf(Objects::isNull);

        // Then
        Map<Object, Object> found = new HashMap<>();
        for (Object[] pair = table.next(null); pair != null; pair = table.next(pair[0])) {
            found.put(pair[0], pair[1]);
        }
        assertThat(found).isEqualTo(known);
        known.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
        int border = table.length();
        assertThat(border == 0 || table.get(border) != null).isTrue();
        assertThat(table.get(border + 1)).isNull();
    }
}
