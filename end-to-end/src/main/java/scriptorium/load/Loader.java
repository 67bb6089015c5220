package scriptorium.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import scriptorium.client.CommandLine;
import scriptorium.client.WikiClient;

/** Puts articles on a wiki through {@code /w/api.php}, as a bot does, and checks that they are there in every way. */
public final class Loader {

    private static final boolean TERMINAL = System.console() != null && System.console().isTerminal();
    private static final int IN_FLIGHT = 4;
    private static final int RETRIES = 240;

    private final WikiClient wiki;
    private final boolean quiet;

    public Loader(WikiClient wiki, boolean quiet) {
        this.wiki = wiki;
        this.quiet = quiet;
    }

    public static void main(String[] args) throws Exception {
        if (args.length < 1) {
            throw CommandLine.leave(2, "Usage: ./wiki load DIR|DUMP " + CommandLine.ACCOUNT);
        }
        CommandLine line = CommandLine.of(args);
        WikiClient wiki = line.login();
        List<Article> articles = Articles.read(Path.of(args[0]));
        Loader loader = new Loader(wiki, false);
        List<String> problems;
        try (EventListener events = new EventListener(wiki.api())) {
            loader.awaitConnection(events);
            loader.load(articles);
            problems = loader.check(articles, events);
        }
        problems.forEach(problem -> System.out.println("  " + problem));
        System.out.printf("%d pages loaded, %d problems%n", articles.size(), problems.size());
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    public void awaitConnection(EventListener events) throws InterruptedException {
        for (int i = 0; i < 100 && !events.connected(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Saves every article; what was acknowledged is saved. A wiki that is away for a while is waited for. */
    public void load(List<Article> articles) throws InterruptedException, ExecutionException {
        each("loading", articles, article -> {
            retrying(() -> wiki.edit(article.title(), article.text(), "Loaded"));
            return "";
        });
    }

    private interface Step {
        String run(Article article) throws Exception;
    }

    private static <T> T retrying(Callable<T> work) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.call();
            } catch (WikiClient.ApiError error) {
                if (attempt >= RETRIES || !error.code().startsWith("internal_api_error") && !error.code().equals("ratelimited") && !error.code().contains("unavailable")
                        && !error.code().startsWith("service")) {
                    throw error;
                }
            } catch (IOException away) {
                if (attempt >= RETRIES) {
                    throw away;
                }
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private List<String> each(String what, List<Article> articles, Step step) throws InterruptedException, ExecutionException {
        List<String> problems = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger done = new AtomicInteger();
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT)) {
            List<Future<?>> all = new ArrayList<>();
            for (Article article : articles) {
                all.add(threads.submit(() -> {
                    String problem = step.run(article);
                    if (!problem.isEmpty()) {
                        problems.add(article.title() + ": " + problem);
                    }
                    progress(what, done.incrementAndGet(), articles.size(), began);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        if (!quiet && TERMINAL) {
            System.out.println();
        }
        return problems;
    }

    /** A bar that grows in its line; ten lines where nobody watches. */
    private void progress(String what, int done, int all, long began) {
        if (quiet || !TERMINAL && done * 10 / all == (done - 1) * 10 / all) {
            return;
        }
        int filled = 30 * done / all;
        System.out.printf(Locale.ROOT, "%s%-9s [%s%s] %d/%d  %.1f/s%s", TERMINAL ? "\r" : "", what, "#".repeat(filled), ".".repeat(30 - filled), done, all,
                done / ((System.nanoTime() - began) / 1e9), TERMINAL ? "" : "\n");
    }

    /** What is not as it should be; empty when every article is there in every way. */
    public List<String> check(List<Article> articles, EventListener events) throws InterruptedException, ExecutionException {
        return each("checking", articles, article -> retrying(() -> problem(article, events)));
    }

    private String problem(Article article, EventListener events) throws IOException, InterruptedException {
        String title = article.title();
        JsonNode page = wiki.get("action", "query", "titles", title, "prop", "revisions|categories", "rvprop", "content", "rvslots", "main", "cllimit", "max").at("/query/pages/0");
        if (!page.at("/revisions/0/slots/main/content").asText().equals(article.text().stripTrailing())) {
            return "reads back differently";
        }
        String bare = page.path("ns").asInt() == 0 ? title : title.substring(title.indexOf(':') + 1);
        String html = wiki.get("action", "parse", "page", title, "prop", "text").at("/parse/text").asText();
        if (html.isEmpty()) {
            return "does not render";
        }
        if (wiki.get("action", "query", "list", "allpages", "apnamespace", page.path("ns").asText(), "apfrom", bare, "apto", bare).at("/query/allpages/0/title").isMissingNode()) {
            return "is not in allpages";
        }
        if (wiki.get("action", "query", "list", "recentchanges", "rctitle", title, "rclimit", "1").at("/query/recentchanges/0/title").isMissingNode()) {
            return "is not in recentchanges";
        }
        boolean found = false;
        for (JsonNode hit : wiki.get("action", "query", "list", "search", "srsearch", "\"" + bare.replace("\"", " ") + "\"", "srlimit", "50", "srnamespace", "*").at("/query/search")) {
            found |= hit.path("title").asText().equals(title);
        }
        if (!found) {
            return "is not found by its title";
        }
        for (JsonNode category : page.path("categories")) {
            String name = category.path("title").asText();
            JsonNode members = wiki.get("action", "query", "titles", title, "prop", "categories", "clcategories", name).at("/query/pages/0/categories/0");
            if (members.isMissingNode()) {
                return "is not in " + name;
            }
        }
        for (int i = 0; i < 100 && !events.titles().contains(title); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return events.titles().contains(title) ? "" : "was not seen on the stream";
    }
}
