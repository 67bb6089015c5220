package scriptorium.wikitext.parsertests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;

/** Runs the tests of the extensions as {@link ParserTests} runs those of the core, each with the settings it asks for. Also a program: a pattern of what to show. */
final class ExtensionTests {

    static final Path LIST = ParserTests.FOLDER.resolve("usable-extensions.json");
    private static final Pattern ROW = Pattern.compile("\\{\"id\": \"((?:[^\"\\\\]|\\\\.)*+)\", \"tier\": \"([\\w-]+)\"");
    private static final Pattern SETTING = Pattern.compile("(?m)^\\s*wg(\\w+)\\s*=\\s*(.*?)\\s*$");
    private static final Pattern LANGUAGE = Pattern.compile("(?m)(?:^|\\s)language=([\\w-]+)");

    private final Map<WikiSite, ParserTests> runners = new HashMap<>();

    List<ParserTests.Outcome> run() throws IOException {
        Map<String, String> tiers = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(LIST));
        while (row.find()) {
            tiers.put(ParserTests.unescape(row.group(1)), row.group(2));
        }
        List<ParserTests.Outcome> out = new ArrayList<>();
        for (String name : tiers.keySet().stream().map(id -> id.substring(0, id.indexOf("::"))).distinct().toList()) {
            TestFile file = TestFile.read(ParserTests.FOLDER.resolve("extensions").resolve(name));
            for (TestFile.Case test : file.cases()) {
                String tier = tiers.get(name + "::" + test.name());
                if (tier != null && test.html() != null) {
                    ParserTests runner = runners.computeIfAbsent(site(test, tier), ParserTests::new);
                    WikiSource source = runner.source(file);
                    out.add(runner.judge(new TestFile.Case(name, test.name(), test.sections()), source));
                }
            }
        }
        return out;
    }

    private static WikiSite site(TestFile.Case test, String tier) {
        WikiSite base = tier.equals("default") ? ParserTests.plain() : ParserTests.profile();
        Map<String, String> options = new HashMap<>(base.options());
        options.put("PFEnableStringFunctions", "true");
        Matcher setting = SETTING.matcher(test.sections().getOrDefault("config", "") + "\n" + test.options());
        while (setting.find()) {
            options.put(setting.group(1), setting.group(2).replaceAll("[\\[\\]\" ]", ""));
        }
        Matcher language = LANGUAGE.matcher(test.options());
        return new WikiSite(base.siteName(), base.server(), base.articlePath(), base.scriptPath(), base.uploadPath(), language.find() ? language.group(1) : base.language(),
                base.mainPage(), base.namespaces(), base.interwiki(), options);
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, int[]> files = new LinkedHashMap<>();
        for (ParserTests.Outcome outcome : new ExtensionTests().run()) {
            int[] counts = files.computeIfAbsent(outcome.test().file(), _ -> new int[2]);
            counts[0]++;
            counts[1] += outcome.passed() ? 1 : 0;
            if (!outcome.passed() && arguments.length > 0 && Pattern.compile(arguments[0]).matcher(outcome.test().id()).find()) {
                System.out.println("=== " + outcome.test().id() + "\n" + outcome.test().wikitext() + "\n--- expected\n" + outcome.expected()
                        + "\n--- actual\n" + outcome.actual());
            } else if (!outcome.passed()) {
                System.out.println("failed: " + outcome.test().id());
            }
        }
        files.forEach((name, counts) -> System.out.printf("%-56s %4d / %4d%n", name, counts[1], counts[0]));
        System.out.printf("%d of %d%n", files.values().stream().mapToInt(counts -> counts[1]).sum(), files.values().stream().mapToInt(counts -> counts[0]).sum());
    }
}
