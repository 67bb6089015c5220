package scriptorium.wikitext.scribunto;

import scriptorium.wikitext.api.InterwikiPrefix;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaTable;
import scriptorium.wikitext.lua.lib.Library;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** The wiki as a whole. */
final class HostSite {

    private static final String VERSION = "1.43.9";

    private HostSite() {}

    static void install(ScriptRun run, Library host) {
        host.one("siteFacts", (l, a) -> facts(run, l));
        host.one("statistic", (l, a) -> (double) run.state.source.statistic(a.string(0)).orElse(0));
        host.one("pagesInCategory", (l, a) -> run.state.titles.parse(Lua.text(a.string(0)), Namespace.CATEGORY).title().map(Title::withoutFragment)
                .map(title -> (double) run.state.source.categoryMembers(title, a.string(1, "all"))).orElse(0.0));
        host.one("interwikiMap", (l, a) -> interwiki(run.state.site, l));
    }

    private static LuaTable facts(ScriptRun run, Lua lua) {
        WikiSite site = run.state.site;
        LuaTable out = new LuaTable(lua);
        out.set("siteName", Lua.bytes(site.siteName()));
        out.set("server", Lua.bytes(site.server()));
        out.set("scriptPath", Lua.bytes(site.scriptPath()));
        out.set("stylePath", Lua.bytes(site.scriptPath() + "/skins"));
        out.set("currentVersion", VERSION);
        out.set("language", Lua.bytes(site.language()));
        out.set("userLanguage", Lua.bytes(run.state.request.language()));
        LuaTable list = new LuaTable(lua);
        for (Namespace namespace : site.namespaces()) {
            LuaTable data = new LuaTable(lua);
            data.set("id", (double) namespace.id());
            data.set("name", Lua.bytes(namespace.name()));
            if (namespace.id() == 0) {
                data.set("displayName", "(Main)");
            }
            data.set("canonicalName", Lua.bytes(namespace.canonical()));
            data.set("hasSubpages", namespace.subpages());
            data.set("isContent", namespace.content());
            data.set("isIncludable", Boolean.TRUE);
            data.set("isMovable", namespace.id() >= 0);
            data.set("isCapitalized", namespace.firstLetter());
            data.set("hasGenderDistinction", namespace.id() == Namespace.USER || namespace.id() == Namespace.USER + 1);
            LuaTable aliases = new LuaTable(lua);
            namespace.aliases().forEach(alias -> aliases.set(aliases.length() + 1, Lua.bytes(alias)));
            data.set("aliases", aliases);
            list.set(list.length() + 1, data);
        }
        out.set("list", list);
        return out;
    }

    private static LuaTable interwiki(WikiSite site, Lua lua) {
        LuaTable out = new LuaTable(lua);
        for (InterwikiPrefix prefix : site.interwiki().values()) {
            LuaTable data = new LuaTable(lua);
            data.set("prefix", Lua.bytes(prefix.prefix()));
            data.set("url", Lua.bytes(prefix.url()));
            data.set("isLocal", prefix.local());
            data.set("isProtocolRelative", prefix.url().startsWith("//"));
            data.set("isCurrentWiki", Boolean.FALSE);
            data.set("isTranscludable", Boolean.FALSE);
            data.set("isExtraLanguageLink", Boolean.FALSE);
            out.set(Lua.bytes(prefix.prefix()), data);
        }
        return out;
    }
}
