package scriptorium.wikitext.scribunto;

import java.util.List;
import java.util.Optional;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaTable;
import scriptorium.wikitext.lua.lib.Library;
import scriptorium.wikitext.preprocess.Redirects;
import scriptorium.wikitext.text.CharacterReferences;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.PageModels;
import scriptorium.wikitext.title.Title;

/** Titles and what stands on their pages. */
final class HostTitles {

    private final ScriptRun run;

    private HostTitles(ScriptRun run) {
        this.run = run;
    }

    static void install(ScriptRun run, Library host) {
        HostTitles titles = new HostTitles(run);
        host.one("title", (l, a) -> titles.parse(Lua.text(a.string(0)), a.integer(1, 0)).map(titles::data).orElse(null));
        host.one("makeTitle", (l, a) -> titles.make(a.integer(0), Lua.text(a.string(1)), a.string(2, ""), a.string(3, "")).map(titles::data).orElse(null));
        host.one("titleById", (l, a) -> a.number(0) == run.state.request.pageId() && a.number(0) > 0 ? titles.data(run.state.request.page()) : null);
        host.one("currentTitle", (l, a) -> titles.data(run.state.request.page()));
        host.one("titleExists", (l, a) -> titles.local(a.string(0)).map(titles::exists).orElse(false));
        host.one("titleId", (l, a) -> titles.local(a.string(0)).map(run::page).map(page -> (double) page.pageId()).orElse(0.0));
        host.one("pageText", (l, a) -> titles.local(a.string(0)).map(run::page).map(page -> l.allocated(Lua.bytes(page.text()))).orElse(null));
        host.one("contentModel", (l, a) -> titles.local(a.string(0)).map(titles::model).orElse("wikitext"));
        host.one("redirectTarget", (l, a) -> titles.local(a.string(0)).flatMap(titles::redirect).map(run.state.titles::fullText).map(Lua::bytes).orElse(null));
        host.one("file", (l, a) -> titles.file(Lua.text(a.string(0))));
        host.one("protection", (l, a) -> new LuaTable(l));
        host.one("namespaceId", (l, a) -> run.state.titles.namespaceByName(Lua.text(a.string(0)).replace('_', ' ')).map(n -> (double) n.id()).orElse(null));
    }

    private Optional<Title> parse(String text, int namespace) {
        return run.state.titles.parse(CharacterReferences.decode(text, true), namespace).title();
    }

    private Optional<Title> make(int namespace, String text, String fragment, String interwiki) {
        Optional<Namespace> known = run.state.titles.namespace(namespace);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        String prefix = known.get().name().isEmpty() ? interwiki.isEmpty() ? ":" : Lua.text(interwiki) + ":" : known.get().name() + ":";
        return run.state.titles.parse(prefix + text, 0).title()
                .filter(title -> title.namespace() == namespace || !interwiki.isEmpty())
                .map(title -> fragment.isEmpty() ? title : new Title(title.interwiki(), title.namespace(), title.text(), Lua.text(fragment)));
    }

    private Optional<Title> local(String bytes) {
        return run.state.titles.parse(Lua.text(bytes), 0).title().filter(t -> t.isLocal() && t.namespace() >= 0).map(Title::withoutFragment);
    }

    private LuaTable data(Title title) {
        LuaTable out = new LuaTable(run.lua);
        out.set("interwiki", Lua.bytes(title.interwiki()));
        out.set("namespace", (double) title.namespace());
        out.set("text", Lua.bytes(title.text()));
        out.set("fragment", Lua.bytes(title.fragment()));
        out.set("prefixedText", Lua.bytes(run.state.titles.fullText(title)));
        out.set("nsText", Lua.bytes(run.state.titles.namespace(title.namespace()).map(n -> n.name().replace(' ', '_')).orElse("")));
        return out;
    }

    private boolean exists(Title title) {
        boolean there = !run.state.source.links(List.of(title)).isEmpty();
        run.state.links.putIfAbsent(title, there);
        return there;
    }

    private String model(Title title) {
        PageText page = run.page(title);
        return page != null ? page.contentModel() : PageModels.of(title);
    }

    /** A module redirects by handing on what another one gives. */
    private Optional<Title> redirect(Title title) {
        PageText page = run.page(title);
        if (page == null) {
            return Optional.empty();
        }
        return title.namespace() == Scribunto.NAMESPACE ? ModuleRedirect.target(page.text()).flatMap(name -> parse(name, 0)) : Redirects.target(page.text(), run.state.titles);
    }

    private LuaTable file(String name) {
        LuaTable out = new LuaTable(run.lua);
        Title title = Title.of(Namespace.FILE, name);
        FileInfo info = run.state.source.files(List.of(title)).get(title);
        run.state.images.putIfAbsent(title.dbKey(), info != null);
        out.set("exists", info != null);
        if (info != null) {
            out.set("width", (double) info.width());
            out.set("height", (double) info.height());
            out.set("size", (double) info.size());
            out.set("mimeType", Lua.bytes(info.mime()));
        }
        return out;
    }
}
