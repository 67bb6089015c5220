package scriptorium.wikitext.engine;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import scriptorium.wikitext.api.InterwikiPrefix;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Title;

/** What the fuzzer calls (see {@code wikitext/README.md}): any bytes are a page, and nothing of it may run, fail or take long. */
public final class EngineFuzz {

    private static final int LONGEST = 4096;
    private static final WikitextEngine ENGINE = Wikitext.engine(new WikiSite("Fuzz", "http://127.0.0.1", "/wiki/$1", "/w", "/w/images", "en", "Main Page",
            DefaultNamespaces.of("Fuzz"), Map.of("wikipedia", new InterwikiPrefix("wikipedia", "https://en.wikipedia.org/wiki/$1", false, "")), Map.of()));

    private EngineFuzz() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        if (bytes.length <= LONGEST) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            Harmless.check(ENGINE.parse(ParseRequest.of(Title.of(0, "Fuzz"), text), SafetyTest.SOURCE), text);
        }
    }
}
