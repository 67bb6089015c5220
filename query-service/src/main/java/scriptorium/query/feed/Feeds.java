package scriptorium.query.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ModuleRun;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Puts feeds into answers; knows the addresses in them. */
@ApplicationScoped
class Feeds {

    static final String FORMAT_RSS = "rss";
    static final String FORMAT_ATOM = "atom";
    static final int SPECIAL = -1;

    private final WikiSite site;
    private final TitleParser titles;
    private final LinkUrls urls;

    Feeds(WikiSite site, TitleParser titles) {
        this.site = site;
        this.titles = titles;
        urls = new LinkUrls(site, titles);
    }

    /** @param name what the feed is about, behind the wiki's name */
    Result.Tree answer(ModuleRun run, String format, String name, String link, String description, List<Feed.Item> items) {
        Feed feed = new Feed(site.siteName() + name + " [" + site.language() + "]", self(run), link, description, site.language(), "MediaWiki 1.43.9", run.now(),
                items);
        run.answer().raw = Optional.of(new ModuleAnswer.RawBody("application/xml; charset=utf-8", FeedFormat.of(format).show(feed)));
        run.answer().headers.put("Content-Disposition", "inline; filename=\"feed.xml\"");
        return Result.tree();
    }

    private String self(ModuleRun run) {
        return site.server() + site.scriptPath() + "/api.php?" + run.raw().values().entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue())).collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    String name(Title title) {
        return titles.fullText(title);
    }

    String page(Title title) {
        return urls.full(title, "");
    }

    String page(Title title, String query) {
        return urls.full(title, query);
    }

    String special(String name) {
        return page(Title.of(SPECIAL, name));
    }

    String talk(Title title) {
        return title.namespace() < 0 ? "" : page(Title.of(title.namespace() | 1, title.text()));
    }
}
