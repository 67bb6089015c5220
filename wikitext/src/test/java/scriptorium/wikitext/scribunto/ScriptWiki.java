package scriptorium.wikitext.scribunto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.corpus.KnownPages;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** A small wiki with scripts. Also a program: says what the expressions of a file, one a line, are worth. */
final class ScriptWiki {

    /** Shows all results of an expression; what it says of errors has the module's name and line 1. */
    private static final String RUN = """
            local function show( v )
            	if type( v ) == 'string' then return '"' .. v .. '"' end
            	if type( v ) == 'table' then
            		local mt = getmetatable( v )
            		return mt and mt.__tostring and '<' .. tostring( v ) .. '>' or 'table'
            	end
            	return type( v ) == 'function' and 'function' or tostring( v )
            end
            local function pack( ... ) return select( '#', ... ), { ... } end
            return { run = function ()
            	local n, r = pack( pcall( E ) )
            	local parts = { r[1] and 'ok' or 'error' }
            	for j = 2, n do parts[j] = show( r[j] ) end
            	return ( table.concat( parts, ' ¦ ' ):gsub( '\\n', '\\\\n' ) )
            end }
            """;

    private final WikitextEngine engine;
    private final Map<Title, PageText> pages = new HashMap<>();

    ScriptWiki() {
        this(Map.of());
    }

    ScriptWiki(Map<String, String> options) {
        List<Namespace> namespaces = new ArrayList<>(DefaultNamespaces.of("Wiki"));
        namespaces.addAll(DefaultNamespaces.modules());
        engine = Wikitext.engine(new WikiSite("Wiki", "http://127.0.0.1", "/wiki/$1", "/w", "/images", "en", "Main Page", namespaces, Map.of(), options));
    }

    ScriptWiki with(String page, String text) {
        Title title = engine.title(page, 0).title().orElseThrow();
        pages.put(title, new PageText(pages.size() + 1, pages.size() + 1, text, title.namespace() == Scribunto.NAMESPACE ? "Scribunto" : "wikitext"));
        return this;
    }

    /** What a text is with its templates expanded. */
    String expand(String text) {
        return engine.expand(ParseRequest.of(Title.of(0, "Some page/sub"), text), new KnownPages(pages), true).wikitext();
    }

    /** What a function of one line says, called as {@code p.run}. */
    String result(String body) {
        return with("Module:Result", "return { run = function ( frame ) " + body + " end }").expand("{{#invoke:Result|run}}");
    }

    String value(String expression) {
        return with("Module:T", "local E = function () return " + expression + " end\n" + RUN).expand("{{#invoke:T|run|first|x=named|  y  =  sp  }}");
    }

    public static void main(String[] arguments) throws IOException {
        ScriptWiki wiki = new ScriptWiki();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            System.out.println(wiki.value(line).replace("\n", "\\n"));
        }
    }
}
