package scriptorium.wikitext.scribunto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModulesTest {

    private final ScriptWiki wiki = new ScriptWiki();

    @Test
    void areRequiredOnce() {
        // Given
        wiki.with("Module:Count", "local n = 0 return { next = function () n = n + 1 return n end }");

        // Then
        assertThat(wiki.result("local a, b = require 'Module:Count', require 'Module:Count' a.next() return b.next() .. tostring( a == b )")).isEqualTo("2true");
        assertThat(wiki.result("return require( 'Module:Count' ).next()")).isEqualTo("1");
    }

    @Test
    void mayBeMissing() {
        assertThat(wiki.result("local ok, e = pcall( require, 'Module:Nosuch' ) return e")).isEqualTo("module 'Module:Nosuch' not found");
        assertThat(wiki.result("require 'Module:Nosuch'")).contains("scribunto-error", "Module:Result");
        assertThat(wiki.expand("{{#invoke:Nosuch|x}} {{#invoke:Result|nosuch}}")).contains("scribunto-error");
    }

    @Test
    void giveWhatTheyReturn() {
        wiki.with("Module:Text", "return 'text'").with("Module:Nothing", "x = 5").with("Module:Many", "return 1, 2").with("Module:Name", "return ...");
        assertThat(wiki.result("return require 'Module:Text' .. tostring( require 'Module:Nothing' ) .. require 'Module:Many' .. x .. require 'Module:Name'"))
                .isEqualTo("texttrue15Module:Name");
        assertThat(wiki.expand("{{#invoke:Text|x}}")).contains("scribunto-error");
    }

    @Test
    void sayWhereTheyFail() {
        wiki.with("Module:Broken", "local p = {}\nfunction p.run()\n\tlocal x\n\treturn x.y\nend\nreturn p").with("Module:Worse", "return {\n x = = 1 }");
        assertThat(wiki.expand("{{#invoke:Broken|run}}")).contains("Module:Broken", "line 4", "attempt to index local &#39;x&#39; (a nil value)");
        assertThat(wiki.expand("{{#invoke:Worse|run}}")).contains("Module:Worse", "line 2", "unexpected symbol near &#39;=&#39;");
        assertThat(wiki.expand("{{#iferror:{{#invoke:Broken|run}}|caught|fine}}")).isEqualTo("caught");
    }

    @Test
    void haveGlobalsOfTheirOwnForEachInvocation() {
        // Given
        wiki.with("Module:Global", "return { run = function () n = ( n or 0 ) + 1 return n end }");

        // Then
        assertThat(wiki.expand("{{#invoke:Global|run}}{{#invoke:Global|run}}")).isEqualTo("11");
    }

    @Test
    void mayBeStrict() {
        wiki.with("Module:Strict", "require 'strict'\nreturn { run = function () local ok, e = pcall( function () return nosuch end ) return e end }");
        assertThat(wiki.expand("{{#invoke:Strict|run}}")).contains("nosuch");
        wiki.with("Module:Writes", "require 'strict'\nreturn { run = function () y = 1 end }");
        assertThat(wiki.expand("{{#invoke:Writes|run}}")).contains("scribunto-error", "Module:Writes", "line 2");
        wiki.with("Module:Fine", "require 'strict'\nlocal x = 1 return { run = function () return x + select( '#', 1 ) end }");
        assertThat(wiki.expand("{{#invoke:Fine|run}}")).isEqualTo("2");
    }

    @Test
    void loadDataThatIsNotToBeChanged() {
        // Given
        wiki.with("Module:Data", "return { 1, 2, name = 'n', inner = { x = 5 } }");
        String load = "local d = mw.loadData( 'Module:Data' ) ";

        // Then
        assertThat(wiki.result(load + "return d[2] .. d.name .. d.inner.x .. tostring( d.nosuch )")).isEqualTo("2n5nil");
        assertThat(wiki.result(load + "local n = 0 for k in pairs( d ) do n = n + 1 end for i, v in ipairs( d ) do n = n + v end return n")).isEqualTo("7");
        assertThat(wiki.result(load + "return tostring( pcall( function () d.name = 1 end ) ) .. tostring( pcall( function () d.inner.x = 1 end ) )")).isEqualTo("falsefalse");
        assertThat(wiki.result(load + "return tostring( d == mw.loadData( 'Module:Data' ) ) .. #d .. tostring( next( d ) )")).isEqualTo("true0nil");
        assertThat(wiki.result(load + "return mw.clone( d.inner ) and 'cloned'")).isEqualTo("cloned");
    }

    @Test
    void loadOnlyPlainData() {
        for (String data : new String[] {"return { f = function () end }", "return setmetatable( {}, {} )", "return { [{}] = 1 }", "return 5", "return"}) {
            wiki.with("Module:Data", data);
            assertThat(wiki.result("return tostring( pcall( mw.loadData, 'Module:Data' ) )")).as(data).isEqualTo("false");
        }
    }

    @Test
    void loadJson() {
        wiki.with("Data", "{ \"a\": [ 1, { \"b\": \"c\" } ] }");
        assertThat(wiki.result("local d = mw.loadJsonData( 'Data' ) return d.a[2].b .. tostring( pcall( function () d.a[1] = 2 end ) )")).isEqualTo("cfalse");
    }

    @Test
    void errorsNameTheModuleAsFarAsLuaDoes() {
        String text = "return { f = function () return select( 2, pcall( error, 'x', 2 ) ) end, g = function () return select( 2, pcall( function () error( 'boom' ) end ) ) end }";
        ScriptWiki named = new ScriptWiki().with("Module:Vītys zemislopa", text).with("Module:" + "A".repeat(70), text);
        assertThat(named.expand("{{#invoke:vītys zemislopa|g}}")).isEqualTo("Module:Vītys_zemislopa:1: boom");
        assertThat(named.expand("{{#invoke:" + "A".repeat(70) + "|g}}")).isEqualTo("Module:" + "A".repeat(52) + ":1: boom");
    }
}
