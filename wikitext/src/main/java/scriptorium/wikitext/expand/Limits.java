package scriptorium.wikitext.expand;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.text.TextBuffer;

/** What one parse has used of what it may use, as MediaWiki counts it; sizes in bytes. What is refused is not counted, so that smaller things may follow. */
public final class Limits {

    private static final int MAX_SIZE = 2 * 1024 * 1024;
    private static final int MAX_NODES = 1_000_000;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_EXPENSIVE = 100;
    private static final int MAX_UNSTRIP_DEPTH = 20;
    private static final int MAX_UNSTRIPPED = 5_000_000;
    private static final long MAX_SECONDS = 86_400;
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

    private final ParseState state;
    private final int maxSize;
    private final int maxTemplates;
    private final int maxDepth;
    private final int maxNodes;
    private final int maxExpensive;
    private final long began = System.nanoTime();
    private int nodes;
    private long included;
    private long arguments;
    private int depth;
    private int deepest;
    private int expensive;
    private int unstripDepth;
    private long keep = MAX_SECONDS;
    private long unstripped;

    Limits(ParseState state, WikiSite site) {
        this.state = state;
        maxSize = site.number("MaxIncludeSize", MAX_SIZE);
        maxTemplates = site.number("MaxTemplateDepth", MAX_DEPTH);
        maxDepth = site.number("MaxPPExpandDepth", MAX_DEPTH);
        maxNodes = site.number("MaxPPNodeCount", MAX_NODES);
        maxExpensive = site.number("ExpensiveParserFunctionLimit", MAX_EXPENSIVE);
    }

    int maxTemplates() {
        return maxTemplates;
    }

    /** Counts a piece that is to be expanded; what stands for it when that is refused, else empty. */
    String visit() {
        deepest = Math.max(deepest, depth + 1);
        if (++nodes > maxNodes) {
            return failed("The page has more parts than are allowed", "node-count-exceeded-category");
        }
        return depth >= maxDepth ? failed("Templates, arguments and functions stand too deeply inside of each other", "expansion-depth-exceeded-category") : "";
    }

    void enter() {
        depth++;
    }

    void leave() {
        depth--;
    }

    /** Counts what a template or function gave. */
    boolean include(TextBuffer out, int from) {
        long size = bytes(out, from);
        if (included + size > maxSize) {
            return passed("Templates include more text than is allowed; some were left out.", "post-expand-template-inclusion-category");
        }
        included += size;
        return true;
    }

    /** Counts what an argument gave. */
    boolean argument(TextBuffer out, int from) {
        long size = bytes(out, from);
        if (arguments + size > maxSize) {
            return passed("Arguments of templates have more text than is allowed; some were left out.", "post-expand-template-argument-category");
        }
        arguments += size;
        return true;
    }

    /** The text is another one after so many seconds. */
    void varies(long seconds) {
        keep = Math.min(keep, seconds);
    }

    boolean expensive() {
        return ++expensive <= maxExpensive || passed("The page calls more expensive functions than are allowed (" + maxExpensive + ").", "expensive-parserfunction-category");
    }

    /** What stands for a piece that may not be put back, empty when it may. */
    String unstrip(String piece, int inside) {
        unstripDepth = Math.max(unstripDepth, Math.min(inside, MAX_UNSTRIP_DEPTH));
        if (inside >= MAX_UNSTRIP_DEPTH) {
            return failed("Tags stand too deeply inside of each other (" + MAX_UNSTRIP_DEPTH + ")", "unstrip-depth-category");
        }
        unstripped += bytes(piece, 0);
        return unstripped > MAX_UNSTRIPPED ? failed("Tags give more text than is allowed (" + MAX_UNSTRIPPED + " bytes)", "unstrip-size-category") : "";
    }

    private String failed(String problem, String category) {
        passed(problem, category);
        return "<span class=\"error\">" + problem + "</span>";
    }

    private boolean passed(String warning, String category) {
        if (state.warnings.add(warning)) {
            state.trackingCategory(category);
        }
        return false;
    }

    private static long bytes(CharSequence text, int from) {
        long bytes = 0;
        for (int i = from; i < text.length(); i++) {
            bytes += bytes(text.charAt(i));
        }
        return bytes;
    }

    /** Of a surrogate half of the four that a pair has. */
    private static int bytes(char c) {
        return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    /** As a page shows it in a comment at its end. */
    public String comment() {
        return "\n<!-- \nExpansion: " + nodes + " of " + maxNodes + " nodes, " + included + " of " + maxSize + " bytes included, depth " + deepest + " of " + maxDepth + "\n-->\n";
    }

    /** By the names that {@code action=parse} has for them: what was used, and of how much. */
    public Map<String, List<Object>> report() {
        Map<String, List<Object>> all = new LinkedHashMap<>();
        String seconds = "%.3f".formatted((System.nanoTime() - began) / 1e9);
        all.put("limitreport-cputime", List.of(seconds));
        all.put("limitreport-walltime", List.of(seconds));
        all.put("limitreport-ppvisitednodes", List.of((long) nodes, (long) maxNodes));
        all.put("limitreport-postexpandincludesize", List.of(included, (long) maxSize));
        all.put("limitreport-templateargumentsize", List.of(arguments, (long) maxSize));
        all.put("limitreport-expansiondepth", List.of((long) deepest, (long) maxDepth));
        all.put("limitreport-expensivefunctioncount", List.of((long) expensive, (long) maxExpensive));
        all.put("limitreport-unstrip-depth", List.of((long) unstripDepth, (long) MAX_UNSTRIP_DEPTH));
        all.put("limitreport-unstrip-size", List.of(unstripped, (long) MAX_UNSTRIPPED));
        all.put("cachereport-timestamp", List.of(TIMESTAMP.format(state.request.now())));
        all.put("cachereport-ttl", List.of(keep));
        all.put("cachereport-transientcontent", List.of(keep < MAX_SECONDS));
        return all;
    }
}
