package scriptorium.host.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamType;
import scriptorium.contract.param.Params;

/** Parameters that name many pages, as {@code action=query} has them. Their values are read by query-service, which owns page sets. */
public final class PageSetParams {

    private static final List<String> GENERATORS = List.of("allcategories", "alldeletedrevisions", "allfileusages", "allimages", "alllinks", "allpages", "allredirects",
            "allrevisions", "alltransclusions", "backlinks", "categories", "categorymembers", "deletedrevisions", "duplicatefiles", "embeddedin", "exturlusage",
            "fileusage", "images", "imageusage", "iwbacklinks", "langbacklinks", "links", "linkshere", "pageswithprop", "prefixsearch", "protectedtitles",
            "querypage", "random", "recentchanges", "redirects", "revisions", "search", "templates", "transcludedin", "watchlist", "watchlistraw");

    private final List<Param<?>> sources = new ArrayList<>();

    private PageSetParams() {}

    public static PageSetParams declare(Params params) {
        declareContinue(params);
        return declareSources(params);
    }

    /** For modules that have parameters of their own between this one and the others. */
    public static void declareContinue(Params params) {
        params.text("continue").optional();
    }

    public static PageSetParams declareSources(Params params) {
        PageSetParams set = new PageSetParams();
        set.sources.add(params.text("titles").many());
        set.sources.add(params.integer("pageids").many());
        set.sources.add(params.integer("revids").many());
        set.sources.add(params.param("generator", new ParamType.Submodules("generator", paths())).optional());
        params.flag("redirects");
        params.flag("converttitles");
        return set;
    }

    private static Map<String, String> paths() {
        Map<String, String> paths = new LinkedHashMap<>();
        GENERATORS.forEach(name -> paths.put(name, "query+" + name));
        return paths;
    }

    /** The first of the parameters that name pages, when there is one. */
    public Optional<String> given(scriptorium.host.module.ModuleRun run) {
        return sources.stream().filter(param -> run.params().given(param)).map(Param::name).findFirst();
    }

    public static Set<String> names() {
        return Set.of("continue", "titles", "pageids", "revids", "generator", "redirects", "converttitles");
    }
}
