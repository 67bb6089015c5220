package scriptorium.wikitext.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Title;

/** Times the engine in CPU time, warm, on one thread: a program without arguments, or with files of wikitext to time. */
final class Benchmark {

    private static final com.sun.management.ThreadMXBean THREADS = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int GROWTH_ROUNDS = 51;
    private static final double MOST_GROWTH = 2.3;

    /** Inputs that break parsers: what is written over and over. */
    static final List<String> REPEATED = List.of(
            "{{{", "{{", "[[", "[", "'", "''", "<", "<b>", "<div>", "<nowiki>", "-{", "~", "=", "==\n", "* ", "*", ":\n", "{|\n", "|-\n", "{{x|", "[[a|",
            "[[File:a|", "[http://a ", "http://a", "&", "&amp;", "__TOC__", "|", "||", "!!\n", "}}", "]]", "<!--", "-->", "<ref>", "</b>", "<pre>", " x\n", "\n",
            "; a : b\n", "== a ==\n", "{{lc:a}}", "<b\n", "<a href=", "#", "\u0000", "\u007F", "ISBN 1", "[[a]]", "''a'''b''''c'''''", "<table><tr><td>",
            "[[Category:a]]", "{{{a|{{", "<onlyinclude>", "<noinclude>", "a:", "://", "{{#if:");

    private final WikitextEngine engine = Wikitext.engine(new WikiSite("Bench", "http://127.0.0.1", "/wiki/$1", "/w", "/w/images", "en", "Main Page", DefaultNamespaces.of("Bench"),
            Map.of(), Map.of()));

    private record Templates(Map<Title, PageText> pages) implements WikiSource {
        @Override public Map<Title, PageText> pages(Collection<Title> titles) {
            Map<Title, PageText> found = new HashMap<>();
            titles.stream().filter(pages::containsKey).forEach(title -> found.put(title, pages.get(title)));
            return found;
        }

        @Override public Map<Title, LinkState> links(Collection<Title> titles) {
            return Map.of();
        }

        @Override public Map<Title, FileInfo> files(Collection<Title> titles) {
            return Map.of();
        }
    }

    private static PageText template(int id, String text) {
        return new PageText(id, id, text, "wikitext");
    }

    private static final WikiSource SOURCE = new Templates(Map.of(
            Title.of(10, "Box"), template(1, "<div class=\"box\" style=\"color:#333\">'''{{{1}}}''': {{{2|none}}} {{#if:{{{3|}}}|({{{3}}})|}}</div>"),
            Title.of(10, "Cell"), template(2, "{{Box|{{{1}}}|[[{{{2}}}|{{lc:{{{2}}}}}]]}}"),
            Title.of(10, "Facts"), template(3, "{| class=\"facts\"\n! colspan=\"2\" | {{{name|}}}\n|-\n| Height || {{{height|unknown}}}\n|-\n| First ascent || {{{ascent|}}}\n|}<noinclude>About it.</noinclude>"),
            Title.of(10, "Row"), template(4, "|-\n| [[{{{1}}}]] || {{{2}}} || '''{{{3|}}}'''"),
            Title.of(10, "Remark"), template(5, "<span class=\"remark\" id=\"r{{{1}}}\">({{{2|}}})</span>")));

    /** Milliseconds of CPU time that a text takes: the median of so many rounds. */
    double millis(String text, int rounds) {
        double[] times = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            engine.parse(ParseRequest.of(Title.of(0, "Bench"), text), SOURCE);
            times[i] = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
        }
        return median(times);
    }

    private void show(String name, String text, int rounds) {
        warm(5, text);
        double time = millis(text, rounds);
        System.out.printf("%-40s %8d characters %9.2f ms, allocated %.1f times the input%n", name, text.length(), time, allocated(text));
    }

    /** Bytes that are allocated for each byte of a text. */
    double allocated(String text) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        engine.parse(ParseRequest.of(Title.of(0, "Bench"), text), SOURCE);
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Short sections with a call, links and a list each: a page that costs more than others by its length. */
    static String page() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 51; i++) {
            out.append("== Section ").append(i).append(" ==\nSome ''text'' with '''bold''' words, a [[link ").append(i).append("]], another [[Page|label]] and [http://example.org/").append(i)
                    .append(" an address]. {{").append(i % 2 == 0 ? "Box" : "Cell").append("|one|two}} More words follow here, enough to make the paragraph as long as paragraphs are in articles.\n\n")
                    .append("* an item\n* another [[item]]\n\n");
        }
        return out.toString();
    }

    /** As articles are: 20 KB with 51 calls, 20 headings, five tables, lists and 160 links. */
    static String article() {
        StringBuilder out = new StringBuilder("{{Facts|name=Range|height=3,456 m|ascent=[[1871]]}}\n");
        for (int i = 1; i <= 10; i++) {
            out.append("== Valley ").append(i).append(" ==\n").append(prose(i, 5)).append("{{Remark|").append(i).append("|as seen from the north}}\n\n=== Villages of valley ").append(i).append(" ===\n");
            for (int j = 0; j < 4; j++) {
                out.append("* The ''upper'' village with its [[chapel ").append(j).append("]] and the old bridge [https://example.org/").append(i).append('/').append(j).append(" described here]\n");
            }
            out.append(prose(i + 20, 3)).append('\n');
            if (i % 2 == 0) {
                out.append("{| class=\"wikitable\"\n! Peak !! Year !! Metres\n");
                for (int j = 0; j < 8; j++) {
                    out.append("{{Row|Peak ").append(i * j).append("|").append(1870 + j).append("|").append(3000 + i * j).append("}}\n");
                }
                out.append("|}\n\n");
            }
        }
        return out.append("[[Category:Ranges]]\n").toString();
    }

    private static String prose(int seed, int sentences) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            out.append("The stream that comes from [[glacier ").append(seed * i).append("]] falls over a wall of '''limestone''' and gathers in a lake, where the path to [[Pass ").append(seed).append("|the pass]] begins; few walk it in winter. ");
        }
        return out.append('\n').toString();
    }

    public static void main(String[] arguments) throws IOException {
        Benchmark bench = new Benchmark();
        bench.show("an article with 51 template calls", article(), 400);
        bench.show("short sections with 51 template calls", page(), 400);
        for (String file : arguments) {
            bench.show(Path.of(file).getFileName().toString(), Files.readString(Path.of(file)), 30);
        }
        REPEATED.forEach(bench::showGrowth);
    }

    /** Until the compiler has done with it: what is quick needs more rounds for that. */
    private void warm(double seconds, String... texts) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < seconds * 1e9) {
            for (String text : texts) {
                millis(text, 1);
            }
        }
    }

    /**
     * A text, twice as much, and the text again, so often: what the twice takes beside the mean of those around it, which meet the same machine. The median of the rounds, as neither
     * the fastest nor the slowest moments of a machine come to all three alike.
     */
    private void showGrowth(String text) {
        String once = text.repeat(Math.max(1, 20_000 / text.length()));
        String twice = once + once;
        warm(1.5, once, twice);
        double[] ones = new double[GROWTH_ROUNDS];
        double[] twos = new double[GROWTH_ROUNDS];
        double[] ratios = new double[GROWTH_ROUNDS];
        for (int i = 0; i < GROWTH_ROUNDS; i++) {
            double before = millis(once, 1);
            twos[i] = millis(twice, 1);
            ones[i] = (before + millis(once, 1)) / 2;
            ratios[i] = twos[i] / Math.max(ones[i], 0.1);
        }
        double ratio = median(ratios);
        System.out.printf("%-24s %9.2f ms, twice the input %9.2f ms (%.2f)%s%n", text.replace("\n", "\\n"), median(ones), median(twos), ratio, ratio > MOST_GROWTH ? "  <<<" : "");
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
