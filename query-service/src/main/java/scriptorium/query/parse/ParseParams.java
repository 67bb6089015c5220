package scriptorium.query.parse;

import java.util.Optional;
import java.util.Set;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.query.site.Skins;

/** The parameters of {@code action=parse}. */
final class ParseParams {

    final Params params = Params.declare();
    final Param<Optional<String>> title = params.text("title").optional();
    final Param<Optional<String>> text = params.longText("text").optional();
    final Param<Optional<Long>> revId = params.integer("revid").optional();
    final Param<Optional<String>> summary = params.text("summary").optional();
    final Param<Optional<String>> page = params.text("page").optional();
    final Param<Optional<Long>> pageId = params.integer("pageid").optional();
    final Param<Boolean> redirects = params.flag("redirects");
    final Param<Optional<Long>> oldId = params.integer("oldid").optional();
    final Param<Set<String>> prop = params.choice("prop", "text", "langlinks", "categories", "categorieshtml", "links", "templates", "images", "externallinks",
            "sections", "tocdata", "revid", "displaytitle", "subtitle", "headhtml", "modules", "jsconfigvars", "encodedjsconfigvars", "indicators", "iwlinks",
            "wikitext", "properties", "limitreportdata", "limitreporthtml", "parsetree", "parsewarnings", "parsewarningshtml", "headitems")
            .deprecatedValues("headitems")
            .manyOr("text", "langlinks", "categories", "links", "templates", "images", "externallinks", "sections", "tocdata", "revid", "displaytitle", "iwlinks",
                    "properties", "parsewarnings");
    final Param<String> wrapClass = params.text("wrapoutputclass").orElse("mw-parser-output");
    final Param<Boolean> useArticle = params.flag("usearticle");
    final Param<Boolean> pst = params.flag("pst");
    final Param<Boolean> onlyPst = params.flag("onlypst");
    final Param<Boolean> effectiveLangLinks = params.deprecatedFlag("effectivelanglinks");
    final Param<Optional<String>> section = params.text("section").optional();
    final Param<Optional<String>> sectionTitle = params.text("sectiontitle").optional();
    final Param<Boolean> disablePp = params.deprecatedFlag("disablepp");
    final Param<Boolean> disableLimitReport = params.flag("disablelimitreport");
    final Param<Boolean> disableEditSection = params.flag("disableeditsection");
    final Param<Boolean> disableStyleDeduplication = params.flag("disablestylededuplication");
    final Param<Boolean> showStrategyKeys = params.flag("showstrategykeys");
    final Param<Boolean> generateXml = params.deprecatedFlag("generatexml");
    final Param<Boolean> preview = params.flag("preview");
    final Param<Boolean> sectionPreview = params.flag("sectionpreview");
    final Param<Boolean> disableToc = params.flag("disabletoc");
    final Param<Optional<String>> useSkin = params.choice("useskin", Skins.codes()).optional();
    final Param<Optional<String>> contentFormat = params.choice("contentformat", ContentModels.FORMATS).optional();
    final Param<Optional<String>> contentModel = params.choice("contentmodel", ContentModels.MODELS).optional();
}
