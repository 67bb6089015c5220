package scriptorium.query.frame;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamType;
import scriptorium.contract.param.Params;

/** The parameters by which pages are named. */
public final class PageSetParams {

    final Param<Optional<Set<String>>> titles;
    final Param<Optional<Set<Long>>> pageIds;
    final Param<Optional<Set<Long>>> revIds;
    final Param<Optional<String>> generator;
    final Param<Boolean> redirects;
    final Param<Boolean> convertTitles;

    public PageSetParams(Params params, Map<String, String> generators) {
        titles = params.text("titles").many();
        pageIds = params.integer("pageids").many();
        revIds = params.integer("revids").many();
        generator = params.param("generator", new ParamType.Submodules(ParamType.Submodules.GENERATOR, generators)).optional();
        redirects = params.flag("redirects");
        convertTitles = params.flag("converttitles");
    }
}
