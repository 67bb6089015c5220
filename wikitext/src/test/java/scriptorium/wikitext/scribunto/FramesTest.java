package scriptorium.wikitext.scribunto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FramesTest {

    private final ScriptWiki wiki = new ScriptWiki().with("Module:Args", """
            local p = {}
            local function list( args )
            	local out = {}
            	for name, value in pairs( args ) do
            		out[#out + 1] = tostring( name ) .. '=' .. value
            	end
            	table.sort( out )
            	return table.concat( out, ';' )
            end
            function p.own( frame ) return list( frame.args ) end
            function p.parent( frame ) return frame:getParent() and list( frame:getParent().args ) or 'none' end
            function p.titles( frame ) return frame:getTitle() .. '<' .. frame:getParent():getTitle() .. tostring( frame:getParent():getParent() ) end
            function p.pre( frame ) return frame:preprocess( '{{{1|none}}} {{{x|none}}} {{lc:ABC}}' ) end
            function p.template( frame ) return frame:expandTemplate{ title = 'Show', args = { 'a', x = 'b' } } end
            return p
            """).with("Template:Call", "{{#invoke:Args|{{{1}}}|in call|y=z}}").with("Template:Show", "({{{1|}}}|{{{x|}}}|{{{2|-}}})").with("Plain", "plain {{{1|-}}}");

    @Test
    void haveTheArgumentsOfTheInvocation() {
        assertThat(wiki.expand("{{#invoke:Args|own| a | x = b |{{lc:C}}|2=d|=e}}")).isEqualTo("1= a ;2=d;=e;x=b");
        assertThat(wiki.expand("{{#invoke:Args|own}}")).isEmpty();
        assertThat(wiki.expand("{{#invoke:Args| own |a}}")).isEqualTo("1=a");
    }

    @Test
    void haveTheTemplateAsParent() {
        assertThat(wiki.expand("{{Call|parent|x=1}}")).isEqualTo("1=parent;x=1");
        assertThat(wiki.expand("{{Call|own|x=1}}")).isEqualTo("1=in call;y=z");
        assertThat(wiki.expand("{{Call|titles}}")).isEqualTo("Module:Args<Template:Callnil");
    }

    @Test
    void preprocess() {
        assertThat(wiki.expand("{{Call|pre}}")).isEqualTo("in call none abc");
    }

    @Test
    void expandTemplates() {
        assertThat(wiki.expand("{{Call|template}}")).isEqualTo("(a|b|-)");
        assertThat(wiki.result("return frame:expandTemplate{ title = ':Plain', args = { 5 } }")).isEqualTo("plain 5");
        assertThat(wiki.result("return tostring( pcall( function () return frame:expandTemplate{ title = 'Nosuch' } end ) )")).isEqualTo("false");
    }

    @Test
    void makeChildren() {
        assertThat(wiki.result("local child = frame:newChild{ title = 'T', args = { 'a', x = 'b' } } return child:preprocess( '{{{1}}}{{{x}}}{{{y|-}}}' ) .. child:getTitle()"))
                .isEqualTo("ab-T");
    }

    @Test
    void callFunctionsAndTags() {
        assertThat(wiki.result("return frame:callParserFunction( 'ucfirst', 'a' ) .. frame:callParserFunction{ name = '#if', args = { 'x', 'y', 'n' } } .. frame:callParserFunction( '#tag:nowiki', 'q' )"))
                .startsWith("Ay");
        assertThat(wiki.result("return frame:extensionTag( 'nowiki', '[[x]]' )")).contains("[[x]]");
    }

    @Test
    void giveTextThatIsWikitext() {
        assertThat(wiki.result("return '{{lc:ABC}}'")).isEqualTo("{{lc:ABC}}");
        assertThat(wiki.expand("{{lc:{{#invoke:Args|own|ABC}}}}")).isEqualTo("1=abc");
        assertThat(wiki.result("return 1, nil, true, 'x'")).isEqualTo("1niltruex");
    }
}
