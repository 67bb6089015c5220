package scriptorium.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import scriptorium.client.CommandLine;
import scriptorium.client.WikiClient;

/** Measures a wiki from outside: requests per second, and how long they take. Any {@code api.php} can be measured, so that two stand side by side. */
public final class Bench {

    private static final int PAGES = 40;

    private interface Request {
        void send(WikiClient wiki, long number) throws IOException, InterruptedException;
    }

    private record Case(String name, int clients, Request request) {}

    private Bench() {}

    public static void main(String[] args) throws Exception {
        CommandLine line = CommandLine.of(args);
        if (line.has("--help")) {
            System.out.println("Usage: ./wiki bench [--seconds N] " + CommandLine.ACCOUNT);
            return;
        }
        int seconds = Integer.parseInt(line.option("--seconds", "8"));
        WikiClient wiki = line.login();
        prepare(wiki);
        System.out.printf("%-28s %8s %10s %9s %9s%n", "case", "clients", "req/s", "p50 ms", "p99 ms");
        for (Case one : cases()) {
            run(wiki, one, Math.max(1, seconds / 3));
            System.out.println(run(wiki, one, seconds));
        }
    }

    private static void prepare(WikiClient wiki) throws IOException, InterruptedException {
        for (int i = 0; i < PAGES; i++) {
            StringBuilder text = new StringBuilder("'''Bench " + i + "''' is a page about gardens and [[Bench " + (i + 1) % PAGES + "|its neighbour]].\n");
            for (int s = 1; s < 8; s++) {
                text.append("\n== Part ").append(s).append(" ==\n").append("Roses, ''thyme'' and [[sage]] grow here, see [http://example.org/ more].\n".repeat(6));
            }
            wiki.edit("Bench " + i, text + "\n[[Category:Bench]]", "bench");
        }
    }

    private static List<Case> cases() {
        String run = Long.toString(System.currentTimeMillis(), 36);
        AtomicLong edits = new AtomicLong();
        return List.of(
                new Case("siteinfo", 8, (w, n) -> w.get("action", "query", "meta", "siteinfo", "siprop", "general|namespaces")),
                new Case("query info and revisions", 8, (w, n) -> w.get("action", "query", "titles", "Bench " + n % PAGES, "prop", "info|revisions", "rvprop", "content|ids|user",
                        "rvslots", "main")),
                new Case("recent changes", 8, (w, n) -> w.get("action", "query", "list", "recentchanges", "rclimit", "50", "rcprop", "title|ids|user|comment|timestamp|sizes")),
                new Case("parse, cached", 8, (w, n) -> w.get("action", "parse", "page", "Bench " + n % PAGES)),
                new Case("parse, new text", 8, (w, n) -> w.post("action", "parse", "contentmodel", "wikitext", "text", "== H ==\n* [[Bench " + n + "]] '''b''' {{PAGENAME}}\n".repeat(40))),
                new Case("search with hits", 8, (w, n) -> w.get("action", "query", "list", "search", "srsearch", "gardens thyme", "srwhat", "text")),
                new Case("edit", 1, (w, n) -> w.edit("Bench edit " + run + " " + n % 20, "Text " + edits.incrementAndGet(), "bench")),
                new Case("edit", 4, (w, n) -> w.edit("Bench edit4 " + run + " " + n % 20, "Text " + edits.incrementAndGet(), "bench")));
    }

    private static String run(WikiClient wiki, Case one, int seconds) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        AtomicLong next = new AtomicLong();
        List<Long> times = new ArrayList<>();
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(one.clients())) {
            List<Future<List<Long>>> all = new ArrayList<>();
            for (int c = 0; c < one.clients(); c++) {
                all.add(threads.submit(() -> {
                    List<Long> own = new ArrayList<>();
                    while (System.nanoTime() < end) {
                        long at = System.nanoTime();
                        one.request().send(wiki, next.getAndIncrement());
                        own.add(System.nanoTime() - at);
                    }
                    return own;
                }));
            }
            for (Future<List<Long>> part : all) {
                times.addAll(part.get());
            }
        }
        double took = (System.nanoTime() - began) / 1e9;
        times.sort(null);
        return String.format(Locale.ROOT, "%-28s %8d %10.1f %9.2f %9.2f", one.name(), one.clients(), times.size() / took, times.get(times.size() / 2) / 1e6,
                times.get(Math.min(times.size() - 1, times.size() * 99 / 100)) / 1e6);
    }
}
