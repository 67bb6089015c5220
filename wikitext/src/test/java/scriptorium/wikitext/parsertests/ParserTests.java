package scriptorium.wikitext.parsertests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.InterwikiPrefix;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Title;

/** Runs parser tests in the engine itself, on a wiki with default settings. Also a program: folder, tier, and what to show. */
final class ParserTests {

    record Outcome(TestFile.Case test, String expected, String actual, boolean passed) {}

    static final Path FOLDER = Path.of("..", "..", "shared", "parsertests").toAbsolutePath().normalize();

    private final WikitextEngine engine;

    ParserTests(String tier) {
        engine = Wikitext.engine(tier.startsWith("profile") ? profile() : plain());
    }

    ParserTests(WikiSite site) {
        engine = Wikitext.engine(site);
    }

    static WikiSite plain() {
        return new WikiSite("MediaWiki", "http://example.org", "/wiki/$1", "", "http://example.com/images", "en", "Main Page",
                DefaultNamespaces.of("MediaWiki"), Map.of(), Map.of());
    }

    /** The one fixed configuration that the README of the parser tests describes, as far as the engine knows of it. */
    static WikiSite profile() {
        Map<String, InterwikiPrefix> interwiki = new HashMap<>();
        for (String local : List.of("local", "project", "mi")) {
            interwiki.put(local, new InterwikiPrefix(local, "http://example.org/wiki/$1", true, ""));
        }
        for (String language : List.of("zh", "es", "fr", "ru")) {
            interwiki.put(language, new InterwikiPrefix(language, "http://" + language + ".wikipedia.org/wiki/$1", true, language));
        }
        for (String[] row : new String[][] {{"wikipedia", "http://en.wikipedia.org/wiki/$1"}, {"meatball", "http://www.usemod.com/cgi-bin/mb.pl?$1"},
            {"memoryalpha", "http://www.memory-alpha.org/en/index.php/$1"}, {"en", "//en.wikipedia.org/wiki/$1"}, {"mul", "http://wikisource.org/wiki/$1"},
            {"stats", "https://stats.wikimedia.org/$1"}, {"gerrit", "https://gerrit.wikimedia.org/$1"},
            {"wikinvest", "https://meta.wikimedia.org/wiki/Interwiki_map/discontinued#Wikinvest"}}) {
            interwiki.put(row[0], new InterwikiPrefix(row[0], row[1], false, row[0].equals("en") || row[0].equals("mul") ? row[0] : ""));
        }
        return new WikiSite("MediaWiki", "http://example.org", "/wiki/$1", "", "http://example.com/images", "en", "Main Page",
                DefaultNamespaces.of("TestWiki"), interwiki, Map.of("FragmentMode", "legacy", "EnableMagicLinks", "ISBN,PMID,RFC", "AllowExternalImages", "true", "DefaultSkin", "fallback"));
    }

    static List<String> ids(String tier) throws IOException {
        List<String> ids = new ArrayList<>();
        String json = Files.readString(FOLDER.resolve("usable-core.json"));
        Matcher row = Pattern.compile("\\{\"id\": \"((?:[^\"\\\\]|\\\\.)*+)\", \"tier\": \"([\\w-]+)\"").matcher(json);
        while (row.find()) {
            if (row.group(2).equals(tier)) {
                ids.add(unescape(row.group(1)));
            }
        }
        return ids;
    }

    static String unescape(String json) {
        Matcher escape = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))").matcher(json);
        return escape.replaceAll(found -> Matcher.quoteReplacement(
                found.group(1) != null ? String.valueOf((char) Integer.parseInt(found.group(1), 16)) : found.group(2)));
    }

    List<Outcome> run(List<String> wanted) throws IOException {
        List<Outcome> out = new ArrayList<>();
        try (Stream<Path> paths = Files.list(FOLDER.resolve("core"))) {
            for (Path path : paths.filter(p -> p.toString().endsWith(".txt")).sorted().toList()) {
                TestFile file = TestFile.read(path);
                WikiSource source = source(file);
                for (TestFile.Case test : file.cases()) {
                    if (wanted.contains(test.id()) && test.html() != null) {
                        out.add(judge(test, source));
                    }
                }
            }
        }
        return out;
    }

    Outcome judge(TestFile.Case test, WikiSource source) {
        Title title = engine.title(test.title(), 0).title().orElse(Title.of(0, "Parser test"));
        ParseRequest request = new ParseRequest(title, test.wikitext(), 0, 0, Optional.empty(), Optional.empty(), "127.0.0.1", "en",
                Instant.parse("1970-01-01T00:02:03Z"), false, false, test.has("wrap") ? "mw-parser-output" : "", true, !test.has("notoc"), false);
        if (test.has("pst")) {
            String saved = engine.preSaveTransform(request, source, new WikitextEngine.Signature("127.0.0.1", true, "", false));
            return exact(test, saved);
        }
        if (test.has("msg")) {
            return exact(test, engine.expand(request, source, true).wikitext());
        }
        if (test.has("section")) {
            Matcher section = Pattern.compile("section=\\s*\"?([\\w-]+)").matcher(test.options());
            return exact(test, section.find() ? engine.section(test.wikitext(), section.group(1)).orElse("") : "");
        }
        if (test.has("replace")) {
            Matcher replace = Pattern.compile("replace=\\s*\"?([\\w-]+)\"?\\s*,\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"").matcher(test.options());
            return exact(test, replace.find()
                    ? engine.replaceSection(test.wikitext(), replace.group(1), replace.group(2).replace("\\n", "\n"), "").orElse("") : "");
        }
        if (test.has("comment")) {
            String html = engine.summaryHtml(test.wikitext(), Optional.of(title), source);
            return outcome(test, test.html(), html);
        }
        ParseResult result = engine.parse(request, source);
        List<String> lines = metadata(test, result);
        String head = lines.isEmpty() || test.metadata() != null ? "" : String.join("\n", lines) + "\n";
        return outcome(test, test.html(), head + result.html());
    }

    private List<String> metadata(TestFile.Case test, ParseResult result) {
        List<String> lines = new ArrayList<>();
        if (test.has("showtitle")) {
            lines.add(result.displayTitle().replaceAll("^<span class=\"mw-page-title-main\">(.*)</span>$", "$1"));
        }
        if (test.has("cat")) {
            result.categories().forEach((name, key) -> lines.add("cat=" + name.replace(' ', '_') + " sort=" + key));
        }
        if (test.has("extlinks") || test.has("externallinks")) {
            result.externalLinks().stream().distinct().forEach(url -> lines.add("extlink=" + url));
        }
        if (test.has("ill")) {
            result.languageLinks().forEach(link -> lines.add(link.interwiki() + ":" + link.text()));
        }
        if (test.has("showindicators")) {
            result.indicators().forEach((name, html) -> lines.add(name + "=" + html));
        }
        return lines;
    }

    private static Outcome exact(TestFile.Case test, String actual) {
        return new Outcome(test, test.html(), actual, test.html().stripTrailing().equals(actual.stripTrailing()));
    }

    private static Outcome outcome(TestFile.Case test, String expected, String actual) {
        return new Outcome(test, expected, actual, Tokens.of(expected).equals(Tokens.of(actual)));
    }

    WikiSource source(TestFile file) {
        Map<Title, PageText> pages = new HashMap<>();
        file.articles().forEach((name, text) -> engine.title(name, 0).title()
                .ifPresent(title -> pages.put(title, new PageText(pages.size() + 1, pages.size() + 1, text.stripTrailing(), "wikitext"))));
        pages.putIfAbsent(Title.of(0, "Main Page"), new PageText(1, 1, "blah blah", "wikitext"));
        Map<Title, FileInfo> files = new LinkedHashMap<>();
        file(files, "Foobar.jpg", "3/3a", 1941, 220, "image/jpeg", "BITMAP", 7881);
        file(files, "Thumb.png", "e/ea", 135, 135, "image/png", "BITMAP", 22589);
        file(files, "Foobar.svg", "f/ff", 240, 180, "image/svg+xml", "DRAWING", 12345);
        file(files, "Bad.jpg", "b/bb", 320, 240, "image/jpeg", "BITMAP", 12345);
        file(files, "Hi-ho.jpg", "5/5a", 1941, 220, "image/jpeg", "BITMAP", 7881);
        file(files, "Video.ogv", "0/00", 320, 240, "application/ogg", "VIDEO", 12345);
        file(files, "Audio.oga", "4/41", 0, 0, "application/ogg", "AUDIO", 12345);
        return new WikiSource() {
            @Override public Map<Title, PageText> pages(Collection<Title> titles) {
                Map<Title, PageText> found = new HashMap<>();
                titles.stream().filter(pages::containsKey).forEach(title -> found.put(title, pages.get(title)));
                return found;
            }

            @Override public Map<Title, LinkState> links(Collection<Title> titles) {
                Map<Title, LinkState> found = new HashMap<>();
                for (Title title : titles) {
                    PageText page = pages.get(title);
                    if (page != null) {
                        found.put(title, engine.redirectTarget(page.text()).isPresent() ? LinkState.REDIRECT : LinkState.EXISTS);
                    }
                }
                return found;
            }

            @Override public Map<Title, FileInfo> files(Collection<Title> titles) {
                Map<Title, FileInfo> found = new HashMap<>();
                titles.stream().filter(files::containsKey).forEach(title -> found.put(title, files.get(title)));
                return found;
            }
        };
    }

    private static void file(Map<Title, FileInfo> files, String name, String hash, int width, int height, String mime, String type, long size) {
        String root = "http://example.com/images/";
        files.put(Title.of(6, name), new FileInfo(name, width, height, mime, type, size, root + hash + "/" + name, root + "thumb/" + hash + "/" + name, 0, 0));
    }

    public static void main(String[] arguments) throws IOException {
        String tier = arguments.length > 0 ? arguments[0] : "default";
        String show = arguments.length > 1 ? arguments[1] : "";
        List<Outcome> outcomes = new ParserTests(tier).run(ids(tier));
        Map<String, int[]> files = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            int[] counts = files.computeIfAbsent(outcome.test().file(), _ -> new int[2]);
            counts[0]++;
            counts[1] += outcome.passed() ? 1 : 0;
            if (!outcome.passed() && !show.isEmpty() && Pattern.compile(show).matcher(outcome.test().id()).find()) {
                System.out.println("=== " + outcome.test().id() + "\n" + outcome.test().wikitext() + "\n--- expected\n" + outcome.expected()
                        + "\n--- actual\n" + outcome.actual());
            }
        }
        files.forEach((name, counts) -> System.out.printf("%-36s %4d / %4d%n", name, counts[1], counts[0]));
        System.out.printf("%d of %d%n", outcomes.stream().filter(Outcome::passed).count(), outcomes.size());
    }
}
