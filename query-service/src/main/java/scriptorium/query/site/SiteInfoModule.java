package scriptorium.query.site;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import scriptorium.contract.identity.GroupRights;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.site.DefaultInterwiki;
import scriptorium.host.site.SiteConfig;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.Counts;
import scriptorium.query.projection.Backlog;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.language.KnownLanguage;
import scriptorium.wikitext.language.LinkTrails;
import scriptorium.wikitext.title.Namespace;

/** {@code meta=siteinfo}: what the wiki says of itself. */
@ApplicationScoped
class SiteInfoModule implements QuerySubmodule {

    /** Groups that are not given to anybody. */
    private static final Set<String> IMPLICIT = Set.of("*", "autoconfirmed");
    private static final List<String> STATISTICS = List.of("pages", "articles", "edits", "images", "users", "activeusers", "admins");

    private final Params params = Params.declare("si");
    private final Param<Set<String>> prop = params.choice("prop", "general", "namespaces", "namespacealiases", "specialpagealiases", "magicwords", "interwikimap",
            "dbrepllag", "statistics", "usergroups", "libraries", "extensions", "fileextensions", "rightsinfo", "restrictions", "languages", "languagevariants",
            "skins", "extensiontags", "functionhooks", "showhooks", "variables", "protocols", "defaultoptions", "uploaddialog", "autocreatetempuser",
            "clientlibraries", "autopromote", "autopromoteonce").manyOr("general");
    private final Param<Optional<String>> filterIw = params.choice("filteriw", "local", "!local").optional();
    private final Param<Boolean> showAllDb = params.flag("showalldb");
    private final Param<Boolean> numberInGroup = params.flag("numberingroup");
    private final Param<Optional<String>> inLanguageCode = params.text("inlanguagecode").optional();
    private final ModuleSpec spec = ModuleSpec.meta("siteinfo", params)
            .example("action=query&meta=siteinfo&siprop=general|namespaces|namespacealiases|statistics", "apihelp-query+siteinfo-example-simple")
            .build();

    private final Counts counts;
    private final WikiSite site;
    private final SiteConfig config;
    private final Backlog backlog;
    private final Map<String, Result> built = new ConcurrentHashMap<>();

    SiteInfoModule(Counts counts, WikiSite site, SiteConfig config, Backlog backlog) {
        this.backlog = backlog;
        this.counts = counts;
        this.site = site;
        this.config = config;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        Found found = new Found();
        Uni<Found> done = Uni.createFrom().item(found);
        for (String one : run.get(prop)) {
            if (one.equals("dbrepllag") && run.get(showAllDb)) {
                throw ApiException.of("includeAllDenied", "apierror-siteinfo-includealldenied");
            } else if (one.equals("statistics")) {
                done = done.chain(this::statistics);
            } else if (one.equals("usergroups") && run.get(numberInGroup)) {
                done = done.chain(this::countedGroups);
            } else {
                found.value(one, kept(run, one));
            }
        }
        return done;
    }

    /** What never changes while the service runs is built once. */
    private Result kept(QueryRun run, String one) {
        return switch (one) {
            case "interwikimap" -> interwiki(run);

            case "general" -> Result.tree().putAll((Result.Tree) built.computeIfAbsent(one, _ -> general()))
                    .put("time", Timestamps.iso(run.now().truncatedTo(ChronoUnit.SECONDS)));
            default -> built.computeIfAbsent(one, this::value);
        };
    }

    private Result value(String one) {
        return switch (one) {
            case "namespaces" -> namespaces();
            case "namespacealiases" -> aliases();
            case "specialpagealiases" -> SiteTables.specialPages();
            case "magicwords" -> MagicWordLists.show(site);
            case "dbrepllag" -> Result.items("db").add(Result.tree().put("host", "").put("lag", -1));
            case "usergroups" -> groups(Map.of());
            case "fileextensions" -> Result.Items.of("fe", config.fileExtensions().stream().map(ext -> Result.tree().put("ext", ext)).toList());
            case "rightsinfo" -> Result.tree().put("url", "").put("text", "");
            case "restrictions" -> SiteTables.restrictions();
            case "languagevariants" -> LanguageTable.variants();
            case "skins" -> SiteTables.skins();
            case "extensions" -> SiteTables.extensions();
            case "languages" -> LanguageTable.names();
            case "extensiontags" -> Result.Items.of("t", SiteTables.TAGS.stream().map(tag -> "<" + tag + ">").toList());
            case "functionhooks" -> MagicWordLists.functions(site);
            case "variables" -> Result.Items.of("v", MagicWordLists.VARIABLES);
            case "protocols" -> Result.Items.of("p", SiteTables.PROTOCOLS);
            case "defaultoptions" -> SiteTables.defaultOptions();
            case "uploaddialog" -> Result.tree().put("fields", Result.tree().put("description", true).put("date", false).put("categories", false))
                    .put("licensemessages", Result.tree().put("local", "generic-local").put("foreign", "generic-foreign"))
                    .put("comment", Result.tree().put("local", "").put("foreign", ""))
                    .put("format", Result.tree().put("filepage", "$DESCRIPTION").put("description", "$TEXT").put("ownwork", "").put("license", "")
                            .put("uncategorized", ""));
            case "autopromote" -> SiteTables.autopromote();
            case "autopromoteonce" -> Result.tree().put("onEdit", Result.items("rule"));
            case "autocreatetempuser" -> config.temporaryAccounts()
                    ? Result.tree().put("enabled", true).put("matchPatterns", Result.Items.of("_v", List.of("~$1")))
                    : Result.tree().put("enabled", false);
            default -> Result.items("item");
        };
    }

    private Result.Tree general() {
        LinkTrails trails = LinkTrails.of(site.language());
        Result.Tree general = Result.tree();
        String base = site.server() + site.articlePath().replace("$1", site.mainPage().replace(' ', '_'));
        general
                .put("mainpage", site.mainPage())
                .put("base", base)
                .put("sitename", site.siteName())
                .put("mainpageisdomainroot", false)
                .put("logo", site.server() + site.scriptPath() + "/resources/assets/change-your-logo.svg")
                .put("generator", "MediaWiki 1.43.9")
                .put("phpversion", "8.2.36")
                .put("phpsapi", "fpm-fcgi")
                .put("dbtype", "postgres")
                .put("dbversion", "18.4")
                .put("imagewhitelistenabled", false)
                .put("langconversion", true)
                .put("linkconversion", true)
                .put("titleconversion", true)
                .put("linkprefixcharset", trails.prefixCharacters())
                .put("linkprefix", trails.prefixExpression())
                .put("linktrail", trails.trailExpression())
                .put("legaltitlechars", " %!\"$&'()*,\\-.\\/0-9:;=?@A-Z\\\\^_`a-z~\\x80-\\xFF+")
                .put("invalidusernamechars", "@:>=")
                .put("allunicodefixes", false)
                .put("fixarabicunicode", true)
                .put("fixmalayalamunicode", true)
                .put("case", "first-letter")
                .put("lang", site.language())
                .put("fallback", LanguageTable.fallbacks(site.language()));
        LanguageTable.variantsOf(site.language()).ifPresent(variants -> general.put("variants", variants));
        return general
                .put("rtl", KnownLanguage.of(site.language()).map(KnownLanguage::isRightToLeft).orElse(false))
                .put("fallback8bitEncoding", "windows-1252")
                .put("readonly", config.readOnly().isPresent())
                .put("writeapi", true)
                .put("maxarticlesize", config.maxArticleSizeKib() * 1024L)
                .put("timezone", "UTC")
                .put("timeoffset", 0)
                .put("articlepath", site.articlePath())
                .put("scriptpath", site.scriptPath())
                .put("script", site.scriptPath() + "/index.php")
                .put("variantarticlepath", new Result.Bool(false))
                .put("server", site.server())
                .put("servername", Optional.ofNullable(java.net.URI.create(site.server()).getHost()).orElse("localhost"))
                .put("wikiid", config.wikiId())
                .put("time", "")
                .put("misermode", false)
                .put("uploadsenabled", true)
                .put("maxuploadsize", config.maxUploadSize())
                .put("minuploadchunksize", 1024)
                .put("galleryoptions", Result.tree().put("imagesPerRow", 0).put("imageWidth", 120).put("imageHeight", 120).put("captionLength", true)
                        .put("showBytes", true).put("showDimensions", true).put("mode", "traditional"))
                .put("thumblimits", SiteTables.thumbLimits())
                .put("imagelimits", SiteTables.imageLimits())
                .put("favicon", site.server() + "/favicon.ico")
                .put("centralidlookupprovider", "local")
                .put("allcentralidlookupproviders", Result.items("_v").add("local"))
                .put("interwikimagic", true)
                .put("magiclinks", Result.tree().put("ISBN", false).put("PMID", false).put("RFC", false))
                .put("categorycollation", "uppercase")
                .put("nofollowlinks", true)
                .put("nofollownsexceptions", Result.items("_v"))
                .put("nofollowdomainexceptions", Result.Items.of("_v", noFollowDomains()))
                .put("externallinktarget", false);
    }

    private List<String> noFollowDomains() {
        return List.of(site.options().getOrDefault("NoFollowDomainExceptions", "mediawiki.org").split("[,\\s]+"));
    }

    private Result.Keyed namespaces() {
        Result.Keyed keyed = new Result.Keyed("ns", Result.Shape.ASSOC);
        Map<Integer, Namespace> byId = new TreeMap<>();
        site.namespaces().forEach(ns -> byId.put(ns.id(), ns));
        byId.forEach((id, ns) -> {
            Result.Tree tree = Result.tree().put("id", id).put("case", ns.firstLetter() ? "first-letter" : "case-sensitive")
                    .content("name", ns.name())
                    .put("subpages", ns.subpages());
            if (!ns.canonical().isEmpty()) {
                tree.put("canonical", ns.canonical());
            }
            tree.put("content", ns.content()).put("nonincludable", false);
            keyed.put(String.valueOf(id), id == Namespace.MEDIAWIKI ? tree.put("namespaceprotection", "editinterface") : tree);
        });
        return keyed;
    }

    private Result.Items aliases() {
        Result.Items items = Result.items("ns");
        site.namespaces().forEach(ns -> ns.aliases().stream().filter(alias -> !alias.equals(ns.canonical()))
                .forEach(alias -> items.add(Result.tree().put("id", ns.id()).content("alias", alias))));
        return items;
    }

    private Result.Items interwiki(QueryRun run) {
        Result.Items items = Result.items("iw");
        new TreeMap<>(site.interwiki()).values().stream()
                .filter(iw -> run.get(filterIw).map(f -> f.equals("local") == iw.local()).orElse(true))
                .forEach(iw -> {
                    Result.Tree tree = Result.tree().put("prefix", iw.prefix()).flag("local", iw.local());
                    if (!iw.language().isEmpty()) {
                        tree.put("language", iw.language());
                    }
                    tree.put("url", iw.url()).put("protorel", iw.url().startsWith("//"));
                    DefaultInterwiki.api(iw.prefix(), iw.url()).ifPresent(api -> tree.put("api", api));
                    items.add(tree);
                });
        return items;
    }

    private Uni<Found> statistics(Found found) {
        return counts.statistics().map(values -> {
            Result.Tree shown = Result.tree();
            STATISTICS.forEach(name -> shown.put(name, values.get(name)));
            return found.value("statistics", shown.put("jobs", backlog.jobs()));
        });
    }

    private Uni<Found> countedGroups(Found found) {
        return Uni.combine().all().unis(counts.groups(), counts.counted()).asTuple().map(both -> {
            Map<String, Long> members = new TreeMap<>();
            GroupRights.all().keySet().stream().filter(name -> !IMPLICIT.contains(name)).forEach(name -> members.put(name, 0L));
            members.putAll(both.getItem1());
            members.put("user", both.getItem2().get("users"));
            return found.value("usergroups", groups(members));
        });
    }

    private static Result.Items groups(Map<String, Long> counts) {
        Result.Items items = Result.items("group");
        GroupRights.all().forEach((name, rights) -> {
            Result.Tree group = Result.tree().put("name", name).put("rights", Result.Items.of("permission", rights));
            if (counts.containsKey(name)) {
                group.put("number", counts.get(name));
            }
            items.add(group);
        });
        return items;
    }
}
