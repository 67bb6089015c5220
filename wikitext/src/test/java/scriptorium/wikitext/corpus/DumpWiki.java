package scriptorium.wikitext.corpus;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** A wiki read from an export. Also a program: a pattern of pages to show. */
final class DumpWiki {

    static final Path DUMP = Path.of("..", "..", "shared", "corpus", "ltgwiki-2017-pages-articles.xml.gz").toAbsolutePath().normalize();
    /** What is no call: text that is to be shown as it is, arguments, which a template's own page has none of, and a link in braces, as pages about templates show them. */
    private static final Pattern PUT_AWAY = Pattern.compile("<(ref|nowiki|pre|code|math|source|syntaxhighlight|templatedata)\\b.*?</\\1>|<nowiki */>|<!--.*?-->|\\{\\{\\{[^{}]*\\}\\}\\}|\\{\\{\\[\\[", Pattern.DOTALL);

    /** A page that did not come out well. */
    record Failure(String page, String what) {}

    private final WikitextEngine engine;
    private final Map<Title, PageText> pages = new LinkedHashMap<>();
    private final WikiSource source = new KnownPages(pages);

    private DumpWiki(WikitextEngine engine) {
        this.engine = engine;
    }

    static DumpWiki read() throws IOException, XMLStreamException {
        Map<Integer, String> names = new HashMap<>();
        List<String[]> read = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(DUMP)))) {
            XMLStreamReader xml = XMLInputFactory.newFactory().createXMLStreamReader(in);
            String title = "";
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "namespace" -> names.put(Integer.parseInt(xml.getAttributeValue(null, "key")), xml.getElementText());
                    case "title" -> title = xml.getElementText();
                    case "text" -> read.add(new String[] {title, xml.getElementText()});
                    default -> {}
                }
            }
        }
        List<Namespace> namespaces = new ArrayList<>();
        for (Namespace namespace : DefaultNamespaces.of("Vikipedeja")) {
            namespaces.add(namespace.named(names.getOrDefault(namespace.id(), namespace.name())));
        }
        DefaultNamespaces.modules().forEach(namespace -> namespaces.add(namespace.named(names.get(namespace.id()))));
        WikiSite site = new WikiSite("Vikipedeja", "http://127.0.0.1", "/wiki/$1", "/w", "/images", "ltg", "Suoku puslopa", namespaces, Map.of(), Map.of());
        DumpWiki wiki = new DumpWiki(Wikitext.engine(site));
        for (String[] page : read) {
            wiki.engine.title(page[0], 0).title().ifPresent(title -> wiki.pages.put(title, new PageText(wiki.pages.size() + 1, wiki.pages.size() + 1, page[1], "wikitext")));
        }
        return wiki;
    }

    int size() {
        return pages.size();
    }

    /** Every page that is wikitext, rendered; what is not right with them. */
    List<Failure> render(Pattern shown) {
        List<Failure> out = new ArrayList<>();
        pages.forEach((title, text) -> {
            if (title.namespace() == 828 || title.text().endsWith(".js") || title.text().endsWith(".css")) {
                return;
            }
            ParseRequest request = new ParseRequest(title, text.text(), text.pageId(), text.revisionId(), Optional.of(Instant.EPOCH), Optional.of("Someone"), "127.0.0.1", "ltg",
                    Instant.parse("2017-09-01T00:00:00Z"), false, false, "", true, true, false);
            ParseResult result = engine.parse(request, source);
            String name = engine.fullText(title);
            if (shown.matcher(name).matches()) {
                System.out.println(result.html());
            }
            if (result.html().contains("scribunto-error")) {
                int at = result.html().indexOf("scribunto-error");
                out.add(new Failure(name, result.html().substring(at, Math.min(result.html().length(), at + 300))));
            }
            String plain = PUT_AWAY.matcher(engine.expand(request, source, true).wikitext()).replaceAll("");
            int open = plain.indexOf("{{");
            if (open >= 0 && result.html().contains("{{")) {
                out.add(new Failure(name, "unexpanded: " + plain.substring(open, Math.min(plain.length(), open + 120))));
            }
        });
        return out;
    }

    public static void main(String[] arguments) throws IOException, XMLStreamException {
        DumpWiki wiki = read();
        long start = System.nanoTime();
        List<Failure> failures = wiki.render(Pattern.compile(arguments.length > 0 ? arguments[0] : "(?!)"));
        failures.forEach(failure -> System.out.println(failure.page() + ": " + failure.what().replace("\n", "\\n")));
        System.out.printf("%d pages, %d failures, %d ms%n", wiki.size(), failures.size(), (System.nanoTime() - start) / 1_000_000);
    }
}
