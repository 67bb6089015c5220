package scriptorium.query.frame;

import java.util.Optional;
import java.util.Set;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;

/** The parameters by which pages are named. */
public final class PageSetParams {

    final Param<Optional<Set<String>>> titles;
    final Param<Optional<Set<Long>>> pageIds;
    final Param<Optional<Set<Long>>> revIds;
    final Param<Optional<String>> generator;
    final Param<Boolean> redirects;
    final Param<Boolean> convertTitles;

    public PageSetParams(Params params, java.util.List<String> generators) {
        titles = params.text("titles").many();
        pageIds = params.integer("pageids").many();
        revIds = params.integer("revids").many();
        generator = params.choice("generator", generators).optional();
        redirects = params.flag("redirects");
        convertTitles = params.flag("converttitles");
    }
}
