package scriptorium.wikitext.scribunto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.expand.Expander;
import scriptorium.wikitext.expand.Frame;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.lua.Closure;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;
import scriptorium.wikitext.lua.LuaFunction;
import scriptorium.wikitext.lua.LuaLimit;
import scriptorium.wikitext.lua.LuaTable;
import scriptorium.wikitext.lua.TextBuilder;
import scriptorium.wikitext.lua.lib.Library;
import scriptorium.wikitext.pass.Sanitizer;
import scriptorium.wikitext.preprocess.Node;
import scriptorium.wikitext.title.Title;

/** The scripts of one parse: they share time, memory and loaded data, but each invocation has globals of its own. */
final class ScriptRun {

    private static final Pattern PLACE = Pattern.compile("^(.{1,255}?):(\\d+): (.*)$", Pattern.DOTALL);
    private static final int MAX_INSIDE = 15;

    final Scribunto scribunto;
    final ParseState state;
    final Lua lua;
    final LuaTable data;
    final List<Frame> frames = new ArrayList<>();
    Expander expander;
    private int inside;

    ScriptRun(Scribunto scribunto, Expander expander, long nanoseconds, long bytes) {
        this.scribunto = scribunto;
        this.expander = expander;
        state = expander.state();
        lua = new Lua(nanoseconds, bytes);
        left = nanoseconds;
        data = new LuaTable(lua);
        lua.root(data);
    }

    private long left;

    String invoke(Expander from, Frame frame, String first, List<Node.Part> parts) {
        if (parts.isEmpty()) {
            return failed("a function to call must be named.", "");
        }
        Expander outer = expander;
        LuaTable globals = lua.globals;
        Lua.Mark mark = lua.mark();
        int known = frames.size();
        expander = from;
        if (inside++ == 0) {
            lua.allow(left);
        }
        try {
            return run(frame, first, parts);
        } catch (LuaError error) {
            return failed(error.value() instanceof String text ? Lua.text(text) : "an error that is no text: " + Lua.type(error.value()), "");
        } catch (LuaLimit limit) {
            return failed(limit.kind() == LuaLimit.Kind.TIME ? "The time allowed for running scripts has expired." : "not enough memory", "");
        } catch (StackOverflowError deep) {
            return failed("stack overflow", "");
        } finally {
            if (--inside == 0) {
                left = lua.left();
            }
            lua.back(mark);
            lua.globals = globals;
            expander = outer;
            frames.subList(known, frames.size()).clear();
        }
    }

    private String run(Frame frame, String first, List<Node.Part> parts) {
        if (inside > MAX_INSIDE) {
            throw new LuaError("scripts call scripts too deeply");
        }
        Optional<Title> title = state.titles.parse(first, Scribunto.NAMESPACE).title().filter(t -> t.isLocal() && t.namespace() == Scribunto.NAMESPACE).map(Title::withoutFragment);
        String full = title.map(state.titles::fullText).orElse("");
        PageText text = title.map(this::page).orElse(null);
        if (text == null) {
            return failed("there is no module \"" + first + "\".", "");
        }
        Node.Part named = parts.getFirst();
        String function = (named.named() ? expander.expandNodes(named.name(), frame) + "=" : "") + expander.expandNodes(named.value(), frame);
        Frame child = expander.child(title.get(), frame, renumbered(parts));
        LuaFunction begin = environment();
        Object module = Lua.first(scribunto.module(text.text(), state.titles.prefixedDbKey(title.get())).closure(lua.globals).call(lua, Lua.bytes(full)));
        if (!(module instanceof LuaTable exports)) {
            return failed("the module returned a " + Lua.type(module) + " and not a table.", full);
        }
        Object called = lua.index(exports, Lua.bytes(function.strip()));
        if (called == null) {
            return failed("the function \"" + function.strip() + "\" does not exist.", full);
        }
        if (!(called instanceof LuaFunction)) {
            return failed("\"" + function.strip() + "\" is not a function.", full);
        }
        Object luaFrame = Lua.first(begin.call(lua, (double) add(child)));
        TextBuilder out = new TextBuilder(lua);
        for (Object result : lua.call(called, luaFrame)) {
            out.append(lua.tostring(result));
        }
        return Lua.text(out.toString()).replace('\0', '\uFFFD');
    }

    /** Globals for one invocation; the result makes its frame. */
    private LuaFunction environment() {
        lua.globals = new LuaTable(lua);
        Library.install(lua);
        LuaTable host = new LuaTable(lua);
        Library functions = Library.named(host);
        functions.one("library", (l, a) -> {
            String name = a.string(0);
            Object mw = a.get(1);
            return switch (name) {
                case "ustring" -> Ustring.table(l);
                case "hash" -> HostText.hash(l);
                default -> Lua.first(Scribunto.library(name).closure(l.globals).call(l, host, mw));
            };
        });
        functions.one("module", (l, a) -> module(Lua.text(a.string(0))));
        host.set("dataCache", data);
        host.set("wikibase", !state.site.options().getOrDefault("WikibaseClient", "true").equals("false"));
        HostFrames.install(this, functions);
        HostText.install(this, functions);
        HostTitles.install(this, functions);
        HostSite.install(this, functions);
        HostLanguage.install(this, functions);
        Object[] made = Scribunto.library("mw").closure(lua.globals).call(lua, host);
        lua.globals.set("mw", made[0]);
        return (LuaFunction) made[1];
    }

    private Closure module(String name) {
        Optional<Title> title = state.titles.parse(name, 0).title().filter(t -> t.isLocal() && t.namespace() == Scribunto.NAMESPACE).map(Title::withoutFragment);
        PageText text = title.map(this::page).orElse(null);
        return text == null ? null : scribunto.module(text.text(), state.titles.prefixedDbKey(title.get())).closure(lua.globals);
    }

    /** A page's text, noted as used; null when it does not exist. */
    PageText page(Title title) {
        PageText text = state.text(title);
        state.templates.put(title, text == null ? 0L : text.revisionId());
        return text;
    }

    private static List<Node.Part> renumbered(List<Node.Part> parts) {
        List<Node.Part> out = new ArrayList<>();
        int number = 0;
        for (Node.Part part : parts.subList(1, parts.size())) {
            out.add(part.named() ? part : new Node.Part(part.name(), ++number, part.value()));
        }
        return out;
    }

    int add(Frame frame) {
        int known = frames.indexOf(frame);
        if (known >= 0) {
            return known;
        }
        frames.add(frame);
        return frames.size() - 1;
    }

    Frame frame(double id) {
        return frames.get((int) id);
    }

    private String failed(String message, String module) {
        Matcher place = PLACE.matcher(message);
        String shown = place.matches() ? " in " + place.group(1) + " at line " + place.group(2) + ": " + place.group(3)
                : (module.isEmpty() ? ": " : " in " + module + ": ") + message;
        state.categories.putIfAbsent("Pages with script errors", "");
        String text = "Script error" + shown;
        return "<strong class=\"error\"><span class=\"scribunto-error mw-scribunto-error-" + digest(text) + "\">" + Sanitizer.link(text) + "</span></strong>";
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)), 0, 4);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
