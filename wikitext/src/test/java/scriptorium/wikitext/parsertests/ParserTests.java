package scriptorium.wikitext.parsertests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.ParserTestsProfile;
import scriptorium.wikitext.api.SiteOverrides;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Title;

/** Runs parser tests in the engine itself, each tier with its configuration. Also a program: tier, which failures to show, where to write their names. */
final class ParserTests {

    record Outcome(TestFile.Case test, String expected, String actual, boolean passed) {}

    static final Path FOLDER = Path.of("..", "..", "shared", "parsertests").toAbsolutePath().normalize();

    static final List<String> TIERS = List.of("default", "profile", "profile-newheadings", "override");

    static final WikiSite PLAIN = new WikiSite("MediaWiki", "http://example.org", "/wiki/$1", "", "http://example.com/images", "en", "Main Page",
            Stream.concat(DefaultNamespaces.of("MediaWiki").stream(), DefaultNamespaces.modules().stream()).toList(), Map.of(), Map.of());

    private final String tier;
    private final boolean asked;
    private final Map<String, Object> always;
    private final Map<Map<String, Object>, WikitextEngine> engines = new HashMap<>();

    /** @param tier with which configuration: that of a new wiki for "default", else the profile, and what each test asks for where it is "override" */
    ParserTests(String tier) {
        this(tier, tier.equals("override"), Map.of());
    }

    ParserTests(String tier, boolean asked, Map<String, Object> always) {
        this.tier = tier;
        this.asked = asked;
        this.always = always;
    }

    WikitextEngine engine(TestFile.Case test) {
        Map<String, Object> wanted = new HashMap<>(always);
        if (asked) {
            wanted.putAll(test.needs());
        } else if (tier.equals("profile-newheadings")) {
            wanted.put("wgParserEnableLegacyHeadingDOM", false);
        }
        return engines.computeIfAbsent(wanted, w -> Wikitext.engine(SiteOverrides.apply(tier.equals("default") ? PLAIN : ParserTestsProfile.of(PLAIN), w)));
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
        Set<String> names = Set.copyOf(wanted);
        try (Stream<Path> paths = Files.list(FOLDER.resolve("core"))) {
            for (Path path : paths.filter(p -> p.toString().endsWith(".txt")).sorted().toList()) {
                TestFile file = TestFile.read(path);
                for (TestFile.Case test : file.cases()) {
                    if (names.contains(test.id())) {
                        WikitextEngine engine = engine(test);
                        out.add(judge(test, engine, source(file, engine)));
                    }
                }
            }
        }
        return out;
    }

    static Outcome judge(TestFile.Case test, WikitextEngine engine, WikiSource source) {
        Title title = engine.title(test.title(), 0).title().orElse(Title.of(0, "Parser test"));
        String language = test.option("userlanguage").isEmpty() ? "en" : test.option("userlanguage");
        ParseRequest request = new ParseRequest(title, test.wikitext(), 0, 0, Optional.empty(), Optional.empty(), "127.0.0.1", language,
                ParserTestsProfile.NOW, false, false, test.has("wrap") ? "mw-parser-output" : "", true, !test.has("notoc"), false);
        if (test.has("pst")) {
            return exact(test, engine.preSaveTransform(request, source, new WikitextEngine.Signature("127.0.0.1", true, "", false)));
        }
        if (test.has("msg")) {
            return exact(test, engine.expand(request, source, true).wikitext());
        }
        if (test.has("section")) {
            return exact(test, engine.section(test.wikitext(), test.option("section")).orElse(""));
        }
        if (test.has("replace")) {
            List<?> replace = (List<?>) test.options().get("replace");
            return exact(test, engine.replaceSection(test.wikitext(), String.valueOf(replace.get(0)), String.valueOf(replace.get(1)), "").orElse(""));
        }
        if (test.has("preload")) {
            return exact(test, engine.preloadText(request, source));
        }
        if (test.has("comment")) {
            String html = engine.summaryHtml(test.wikitext(), Optional.of(title), source);
            return outcome(test, test.html(), html, true, "");
        }
        ParseResult result = engine.parse(request, source);
        String lines = String.join("\n", Metadata.of(test, result));
        if (test.metadata() != null) {
            List<String> expected = Metadata.comparable(test, test.metadata());
            List<String> actual = Metadata.comparable(test, lines);
            String shown = expected.equals(actual) ? "" : "\n--- metadata expected\n" + String.join("\n", expected) + "\n--- metadata got\n" + String.join("\n", actual);
            return outcome(test, test.html(), result.html(), expected.equals(actual), shown);
        }
        String expected = lines.isEmpty() ? test.html() : Metadata.plainTitle(test.html());
        return outcome(test, expected, (lines.isEmpty() ? "" : lines + "\n") + result.html(), true, "");
    }

    private static Outcome exact(TestFile.Case test, String actual) {
        return new Outcome(test, test.html(), actual, test.html().stripTrailing().equals(actual.stripTrailing()));
    }

    private static Outcome outcome(TestFile.Case test, String expected, String actual, boolean metadata, String shown) {
        boolean html = test.has("nohtml") || Tokens.of(expected).equals(Tokens.of(actual));
        return new Outcome(test, expected, actual + shown, html && metadata);
    }

    static WikiSource source(TestFile file, WikitextEngine engine) {
        Map<Title, PageText> pages = new HashMap<>();
        file.articles().forEach((name, text) -> engine.title(name, 0).title()
                .ifPresent(title -> pages.put(title, new PageText(pages.size() + 1, pages.size() + 1, text.stripTrailing(), "wikitext"))));
        pages.putIfAbsent(Title.of(0, "Main Page"), new PageText(1, 1, "blah blah", "wikitext"));
        Map<Title, FileInfo> files = new LinkedHashMap<>();
        file(files, "Foobar.jpg", "3/3a", 1941, 220, "image/jpeg", "BITMAP", 7881);
        file(files, "Thumb.png", "e/ea", 135, 135, "image/png", "BITMAP", 22589);
        file(files, "Foobar.svg", "f/ff", 240, 180, "image/svg+xml", "DRAWING", 12345);
        file(files, "Bad.jpg", "0/09", 320, 240, "image/jpeg", "BITMAP", 12345);
        file(files, "Hi-ho.jpg", "9/9d", 1941, 220, "image/jpeg", "BITMAP", 7881);
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
        String show = arguments.length > 1 ? arguments[1] : "";
        List<String> failed = new ArrayList<>();
        int all = 0;
        int good = 0;
        for (String tier : arguments.length == 0 || arguments[0].equals("all") ? TIERS : List.of(arguments[0])) {
            List<Outcome> outcomes = new ParserTests(tier).run(ids(tier));
            Map<String, int[]> files = new LinkedHashMap<>();
            for (Outcome outcome : outcomes) {
                int[] counts = files.computeIfAbsent(outcome.test().file(), _ -> new int[2]);
                counts[0]++;
                counts[1] += outcome.passed() ? 1 : 0;
                if (!outcome.passed() && !show.isEmpty() && Pattern.compile(show).matcher(outcome.test().id()).find()) {
                    System.out.println("=== " + outcome.test().id() + " " + outcome.test().needs() + "\n" + outcome.test().wikitext() + "\n--- expected\n" + outcome.expected()
                            + "\n--- actual\n" + outcome.actual());
                }
            }
            files.forEach((name, counts) -> System.out.printf("%-36s %4d / %4d%n", name, counts[1], counts[0]));
            outcomes.stream().filter(outcome -> !outcome.passed()).forEach(outcome -> failed.add(outcome.test().id()));
            long passed = outcomes.stream().filter(Outcome::passed).count();
            System.out.printf("%s: %d of %d%n", tier, passed, ids(tier).size());
            all += ids(tier).size();
            good += (int) passed;
        }
        System.out.printf("all: %d of %d%n", good, all);
        if (arguments.length > 2) {
            Files.write(Path.of(arguments[2]), failed.stream().sorted().toList());
        }
    }
}
