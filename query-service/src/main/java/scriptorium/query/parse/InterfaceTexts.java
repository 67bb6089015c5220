package scriptorium.query.parse;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.query.index.Index;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.language.Languages;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** The texts that {@code {{int:}}} gives. For threads of the work pool. */
@ApplicationScoped
public class InterfaceTexts {

    private static final int MAX_LOCAL = 5_000;
    /** How the engine writes a message that there is none of. */
    private static final String MISSING = "⧼";
    private static final List<String> BUILT_IN = List.of(("and april aug august blanknamespace brackets categories category colon-separator"
            + " comma-separator contribslink dec december edit editsection ellipsis feb february file fri friday go help hide history history_short jan january"
            + " jul july jun june mainpage mar march may may_long mon monday namespace no nov november oct october pages parentheses percent pipe-separator sat"
            + " saturday search searchbutton semicolon-separator sep september show sun sunday talk talkpagelinktext thu thursday toc tue tuesday wed wednesday"
            + " word-separator yes").split(" "));

    /** Texts that are empty until the wiki has some. */
    private static final Set<String> EMPTY = Set.of("anonnotice", "common.css", "common.js", "print.css", "sidebar", "sitenotice");

    /** @param ofWiki what stands in namespace MediaWiki */
    public record Text(String name, String normalized, Optional<String> ofWiki, Optional<String> builtIn) {}

    private final Rendering rendering;
    private final Index index;
    private final WikiSite site;
    private final Duration patience;

    InterfaceTexts(Rendering rendering, Index index, WikiSite site, @ConfigProperty(name = "scriptorium.parse.source-timeout", defaultValue = "10s") Duration patience) {
        this.rendering = rendering;
        this.index = index;
        this.site = site;
        this.patience = patience;
    }

    /** Names of all texts; {@code local} adds those that only the wiki knows. */
    public Set<String> known(boolean local) {
        Set<String> names = new TreeSet<>(BUILT_IN);
        if (local) {
            index.rows("SELECT title FROM page WHERE namespace = 8 ORDER BY title LIMIT $1", MAX_LOCAL).await().atMost(patience).stream()
                    .map(row -> normalized(row.getString(0))).filter(name -> !name.contains("/")).forEach(names::add);
        }
        return names;
    }

    /** Whether there is such a text though the wiki has no page for it; behind a slash stands a language. */
    public static boolean isBuiltIn(String title) {
        int slash = title.indexOf('/');
        String name = normalized(slash < 0 ? title : title.substring(0, slash));
        return BUILT_IN.contains(name) || EMPTY.contains(name);
    }

    public List<Text> read(List<String> names, String language, Title page, boolean parse, List<String> arguments) {
        Map<String, Title> pages = new LinkedHashMap<>();
        for (String name : names) {
            String suffix = language.equals(site.language()) ? "" : "/" + language;
            rendering.engine().title("MediaWiki:" + name + suffix, Namespace.MAIN).title().filter(t -> t.isLocal() && t.namespace() == Namespace.MEDIAWIKI)
                    .ifPresent(title -> pages.put(name, title.withoutFragment()));
        }
        Map<Title, PageText> written = rendering.source().pages(Set.copyOf(pages.values()));
        List<Text> texts = new ArrayList<>();
        for (String name : names) {
            Optional<String> ofWiki = Optional.ofNullable(pages.get(name)).map(written::get).map(PageText::text);
            Optional<String> builtIn = pages.containsKey(name) ? builtIn(name, language) : Optional.empty();
            texts.add(new Text(name, normalized(name), ofWiki.map(t -> ready(t, language, page, parse, arguments)),
                    builtIn.map(t -> ready(t, language, page, parse, arguments))));
        }
        return texts;
    }

    private static String normalized(String name) {
        return Languages.of("en").lowerFirst(name.replace(' ', '_'));
    }

    private Optional<String> builtIn(String name, String language) {
        return Optional.of(expand("{{int:" + name + "}}", Title.of(Namespace.MAIN, "API"), language, WikiSource.EMPTY)).filter(text -> !text.contains(MISSING));
    }

    private String ready(String text, String language, Title page, boolean parse, List<String> arguments) {
        String filled = text;
        for (int i = arguments.size(); i > 0; i--) {
            filled = filled.replace("$" + i, arguments.get(i - 1));
        }
        return parse ? expand(filled, page, language, rendering.source()) : filled;
    }

    private String expand(String text, Title page, String language, WikiSource source) {
        ParseRequest request = new ParseRequest(page, text, 0, 0, Optional.empty(), Optional.empty(), "127.0.0.1", language, Instant.now(), false, false, "", false,
                false, false);
        return rendering.engine().expand(request, source, true).wikitext();
    }
}
