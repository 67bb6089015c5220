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
import scriptorium.wikitext.api.WikitextEngine;

/** Runs the tests of the extensions as {@link ParserTests} runs those of the core, each with the settings it asks for. Also a program: a pattern of what to show. */
final class ExtensionTests {

    static final Path LIST = ParserTests.FOLDER.resolve("usable-extensions.json");
    private static final Pattern ROW = Pattern.compile("\\{\"id\": \"((?:[^\"\\\\]|\\\\.)*+)\", \"tier\": \"([\\w-]+)\"");

    private final Map<String, ParserTests> runners = new HashMap<>();

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
                if (tier != null) {
                    WikitextEngine engine = runners.computeIfAbsent(tier, t -> new ParserTests(t, true, Map.of("wgPFEnableStringFunctions", true))).engine(test);
                    TestFile.Case named = new TestFile.Case(name, test.name(), test.options(), test.config(), test.sections());
                    out.add(ParserTests.judge(named, engine, ParserTests.source(file, engine)));
                }
            }
        }
        return out;
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
