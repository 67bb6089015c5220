package scriptorium.wikitext.scribunto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.ScriptProblem;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.expand.Expander;
import scriptorium.wikitext.expand.Frame;
import scriptorium.wikitext.expand.Scripts;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;
import scriptorium.wikitext.lua.Parser;
import scriptorium.wikitext.lua.Proto;
import scriptorium.wikitext.preprocess.Node;

/**
 * The scripts of one wiki. There are scripts where the wiki has the namespace {@link #NAMESPACE}; the options {@code ScribuntoCPULimit} (seconds for one page)
 * and {@code ScribuntoMemoryLimit} (bytes) bound them. Parsed modules are kept, by their text.
 */
public final class Scribunto implements Scripts {

    public static final int NAMESPACE = 828;
    private static final Pattern PLACE = Pattern.compile(":(\\d{1,9}): (.*)", Pattern.DOTALL);
    private static final int LONGEST_NAME = 59;
    private static final int MAX_KEPT = 1000;
    private static final Map<String, Proto> LIBRARIES = new ConcurrentHashMap<>();

    private final Cache<String, Proto> modules = Caffeine.newBuilder().maximumWeight(MAX_KEPT * 20_000L).weigher((String text, Proto _) -> text.length() + 100).build();
    private final long nanoseconds;
    private final long bytes;

    public Scribunto(WikiSite site) {
        nanoseconds = number(site, "ScribuntoCPULimit", 10) * 1_000_000_000L;
        bytes = number(site, "ScribuntoMemoryLimit", 50L * 1024 * 1024);
    }

    private static long number(WikiSite site, String name, long otherwise) {
        String text = site.options().getOrDefault(name, "");
        return text.matches("\\d{1,12}") ? Long.parseLong(text) : otherwise;
    }

    public static boolean isOn(WikiSite site) {
        return site.namespaces().stream().anyMatch(namespace -> namespace.id() == NAMESPACE);
    }

    @Override
    public String invoke(Expander expander, Frame frame, String first, List<Node.Part> parts) {
        return expander.state().extension(ScriptRun.class, () -> new ScriptRun(this, expander, nanoseconds, bytes)).invoke(expander, frame, first, parts);
    }

    /** Why the text is no module. */
    public static Optional<ScriptProblem> problem(String text) {
        try {
            Parser.parse(Lua.bytes(text), "");
            return Optional.empty();
        } catch (LuaError error) {
            Matcher place = PLACE.matcher(Lua.text(error.getMessage()));
            return Optional.of(place.matches() ? new ScriptProblem(Integer.parseInt(place.group(1)), place.group(2)) : new ScriptProblem(1, error.getMessage()));
        } catch (StackOverflowError deep) {
            return Optional.of(new ScriptProblem(1, "chunk has too many syntax levels"));
        }
    }

    /** @param name of the page, with underscores, as errors tell it: as much as Lua keeps of it */
    Proto module(String text, String name) {
        return modules.get(name + "\n" + text, _ -> {
            String bytes = Lua.bytes(name);
            return Parser.parse(Lua.bytes(text), bytes.substring(0, Math.min(bytes.length(), LONGEST_NAME)));
        });
    }

    /** A library's chunk; it is part of the program, so it always parses. */
    static Proto library(String name) {
        return LIBRARIES.computeIfAbsent(name, _ -> Parser.parse(Lua.bytes(read(name + ".lua")), "mw." + name));
    }

    private static String read(String file) {
        try (InputStream in = Scribunto.class.getResourceAsStream("/scriptorium/wikitext/scribunto/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
