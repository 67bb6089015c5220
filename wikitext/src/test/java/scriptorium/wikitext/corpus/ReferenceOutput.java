package scriptorium.wikitext.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.ParserTestsProfile;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.parsertests.Tokens;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Title;

/** Real articles against what MediaWiki made of them on an empty wiki. Also a program: which aspect to show, of which articles, and whether as files in a folder. */
final class ReferenceOutput {

    static final Path FOLDER = Path.of("..", "..", "shared", "corpus").toAbsolutePath().normalize();
    static final List<String> ASPECTS = List.of("tree", "expanded", "html", "links", "categories", "templates", "sections", "externallinks", "langlinks", "images");

    /** Texts of the interface are our own words: what errors say, and what links to edit are called. */
    private static final Pattern ERROR = Pattern.compile("(<(strong|span) class=\"[^\"]*\\berror\\b[^\"]*\"[^>]*+>).*?</\\2>");
    private static final Pattern TOOLTIP = Pattern.compile(" title=\"[^\"]*\" ?(?=[^<>]*>(?:<span>)?edit)| \\(page does not exist\\)(?=\")");

    /** One aspect of an article: what MediaWiki has and what we have, in a form in which they are the same or not. */
    record Compared(String article, String aspect, String expected, String actual) {
        boolean same() {
            return expected.equals(actual);
        }
    }

    private static final WikiSite SITE = ParserTestsProfile.of(new WikiSite("MediaWiki", "http://example.org", "/wiki/$1", "", "http://example.com/images", "en", "Main Page",
            Stream.concat(DefaultNamespaces.of("MediaWiki").stream(), DefaultNamespaces.modules().stream()).toList(), Map.of(), Map.of()));

    private final WikitextEngine engine = Wikitext.engine(SITE);
    private final ObjectMapper json = new ObjectMapper();

    List<Compared> compare() throws IOException {
        List<Compared> out = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER.resolve("reference-output"))) {
            for (Path file : files.sorted().toList()) {
                compare(file, out);
            }
        }
        return out;
    }

    private void compare(Path file, List<Compared> out) throws IOException {
        JsonNode reference;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            reference = json.readTree(in);
        }
        String name = file.getFileName().toString().replace(".json.gz", "");
        String text = Files.readString(FOLDER.resolve("articles").resolve(name));
        Title title = engine.title(reference.path("title").asText(), 0).title().orElseThrow();
        ParseRequest request = new ParseRequest(title, text, 0, 0, Optional.empty(), Optional.empty(), "127.0.0.1", "en", ParserTestsProfile.NOW, false, false, "", true, true, false);
        ParseResult result = engine.parse(request, WikiSource.EMPTY);
        JsonNode parse = reference.path("parse");
        out.add(new Compared(name, "tree", reference.path("parsetree").asText(), engine.parseTree(text, false)));
        out.add(new Compared(name, "expanded", plain(reference.path("expanded").asText()), plain(engine.expand(request, WikiSource.EMPTY, true).wikitext())));
        out.add(new Compared(name, "html", Tokens.of(plain(parse.path("text").asText())), Tokens.of(plain(result.html()))));
        out.add(new Compared(name, "links", values(parse.path("links"), "title"), sorted(result.links().keySet().stream().map(engine::fullText))));
        out.add(new Compared(name, "categories", values(parse.path("categories"), "category", "sortkey"),
                sorted(result.categories().entrySet().stream().map(entry -> entry.getKey().replace(' ', '_') + "|" + entry.getValue()))));
        out.add(new Compared(name, "templates", values(parse.path("templates"), "title"), sorted(result.templates().keySet().stream().map(engine::fullText))));
        out.add(new Compared(name, "sections", String.join("\n", sections(parse.path("sections"))), String.join("\n", result.sections().stream().map(ReferenceOutput::section).toList())));
        out.add(new Compared(name, "externallinks", sorted(texts(parse.path("externallinks"))), sorted(result.externalLinks().stream())));
        out.add(new Compared(name, "langlinks", values(parse.path("langlinks"), "lang", "title"), sorted(result.languageLinks().stream().map(link -> link.interwiki() + "|" + link.text()))));
        out.add(new Compared(name, "images", sorted(texts(parse.path("images"))), sorted(result.images().keySet().stream())));
    }

    private static String plain(String html) {
        return TOOLTIP.matcher(ERROR.matcher(html).replaceAll("$1</$2>")).replaceAll("");
    }

    private static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
    }

    private static String values(JsonNode list, String... keys) {
        return sorted(StreamSupport.stream(list.spliterator(), false).map(row -> String.join("|", Stream.of(keys).map(key -> row.path(key).asText()).toList())));
    }

    private static String sorted(Stream<String> lines) {
        return String.join("\n", new TreeSet<>(lines.toList()));
    }

    private static List<String> sections(JsonNode list) {
        List<String> out = new ArrayList<>();
        list.forEach(s -> out.add(String.join("|", s.path("toclevel").asText(), s.path("level").asText(), s.path("line").asText(), s.path("number").asText(), s.path("index").asText(),
                s.path("fromtitle").asText(), s.path("byteoffset").isInt() ? s.path("byteoffset").asText() : "-1", s.path("anchor").asText(), s.path("linkAnchor").asText())));
        return out;
    }

    private static String section(ParseResult.Section s) {
        return String.join("|", String.valueOf(s.tocLevel()), String.valueOf(s.level()), s.line(), s.number(), s.index(), s.fromTitle(), String.valueOf(s.byteOffset()), s.anchor(), s.linkAnchor());
    }

    /** How many articles are the same in each aspect, in percent. */
    static Map<String, Double> percentages(List<Compared> all) {
        Map<String, Double> out = new LinkedHashMap<>();
        for (String aspect : ASPECTS) {
            List<Compared> these = all.stream().filter(compared -> compared.aspect().equals(aspect)).toList();
            out.put(aspect, 100.0 * these.stream().filter(Compared::same).count() / these.size());
        }
        return out;
    }

    public static void main(String[] arguments) throws IOException {
        List<Compared> all = new ReferenceOutput().compare();
        if (arguments.length > 0) {
            Pattern articles = Pattern.compile(arguments.length > 1 ? arguments[1] : "");
            for (Compared compared : all) {
                if (!compared.same() && compared.aspect().equals(arguments[0]) && articles.matcher(compared.article()).find()) {
                    show(compared, arguments.length > 2 ? Path.of(arguments[2]) : null);
                }
            }
        }
        percentages(all).forEach((aspect, percent) -> System.out.printf("%-13s %5.1f %%%n", aspect, percent));
    }

    private static void show(Compared compared, Path folder) throws IOException {
        if (folder != null) {
            Files.writeString(Files.createDirectories(folder).resolve(compared.article() + ".expected"), compared.expected().replace(">", ">\n"));
            Files.writeString(folder.resolve(compared.article() + ".actual"), compared.actual().replace(">", ">\n"));
            return;
        }
        int at = 0;
        int end = Math.min(compared.expected().length(), compared.actual().length());
        while (at < end && compared.expected().charAt(at) == compared.actual().charAt(at)) {
            at++;
        }
        System.out.println("=== " + compared.article() + "\n- " + around(compared.expected(), at) + "\n+ " + around(compared.actual(), at));
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 120), Math.min(text.length(), at + 160));
    }
}
