package scriptorium.wikitext.scribunto;

import java.util.ArrayList;
import java.util.List;
import scriptorium.wikitext.expand.Frame;
import scriptorium.wikitext.lua.Args;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;
import scriptorium.wikitext.lua.LuaTable;
import scriptorium.wikitext.lua.Numbers;
import scriptorium.wikitext.lua.lib.Library;
import scriptorium.wikitext.preprocess.Node;
import scriptorium.wikitext.title.Title;

/** Frames: arguments, templates, parser functions, tags. */
final class HostFrames {

    private HostFrames() {}

    static void install(ScriptRun run, Library host) {
        host.one("argument", (l, a) -> {
            String value = run.frame(a.number(0)).argument(Lua.text(a.string(1)), run.expander);
            return value == null ? null : l.allocated(Lua.bytes(value));
        });
        host.one("argumentNames", (l, a) -> names(l, run.frame(a.number(0))));
        host.one("parent", (l, a) -> {
            Frame parent = run.frame(a.number(0)).parent;
            return parent == null ? null : (Object) (double) run.add(parent);
        });
        host.one("frameTitle", (l, a) -> Lua.bytes(run.state.titles.fullText(run.frame(a.number(0)).title)));
        host.one("preprocess", (l, a) -> l.allocated(Lua.bytes(run.expander.preprocess(Lua.text(a.string(1)), run.frame(a.number(0))))));
        host.one("expandTemplate", (l, a) -> expandTemplate(run, a));
        host.one("callParserFunction", (l, a) -> callParserFunction(run, a));
        host.one("extensionTag", (l, a) -> extensionTag(run, a));
        host.one("newChild", (l, a) -> {
            Frame parent = run.frame(a.number(0));
            Title title = a.get(1) == null ? parent.title : run.state.titles.parse(Lua.text(a.string(1)), 0).title().orElse(parent.title);
            return (double) run.add(run.expander.child(title, parent, parts(a.table(2))));
        });
        host.one("isSubsting", (l, a) -> run.expander.isPreSave());
        host.add("addWarning", (l, a) -> {
            run.state.warnings.add(Lua.text(a.string(0)));
            return Lua.NOTHING;
        });
        host.add("incrementExpensiveFunctionCount", (l, a) -> {
            if (!run.expander.expensive()) {
                throw new LuaError("too many expensive function calls");
            }
            return Lua.NOTHING;
        });
    }

    /** Numbers as numbers, as modules meet them in {@code pairs}. */
    private static LuaTable names(Lua lua, Frame frame) {
        LuaTable out = new LuaTable(lua);
        int n = 0;
        for (String name : frame.argumentNames()) {
            boolean number = name.matches("-?[1-9]\\d{0,14}|0");
            out.set(++n, number ? (Object) Double.valueOf(name) : Lua.bytes(name));
        }
        return out;
    }

    /** Arguments as a call would write them: numbered first, in order, then named ones. */
    private static List<Node.Part> parts(LuaTable arguments) {
        List<Node.Part> out = new ArrayList<>();
        int n = 0;
        while (arguments.get(n + 1) != null) {
            n++;
            out.add(new Node.Part(List.of(), n, text(arguments.get(n))));
        }
        Object[] pair = arguments.next(null);
        while (pair != null) {
            boolean counted = pair[0] instanceof Double d && d >= 1 && d <= n && d == Math.rint(d);
            if (!counted) {
                String name = pair[0] instanceof Double d ? Numbers.text(d) : Lua.text((String) pair[0]);
                boolean number = pair[0] instanceof Double;
                out.add(number && name.matches("[1-9]\\d{0,8}") ? new Node.Part(List.of(), Integer.parseInt(name), text(pair[1]))
                        : new Node.Part(List.of(new Node.Text(name)), 0, text(pair[1])));
            }
            pair = arguments.next(pair[0]);
        }
        return out;
    }

    private static List<Node> text(Object value) {
        return List.of(new Node.Text(Lua.text((String) value)));
    }

    private static Object expandTemplate(ScriptRun run, Args a) {
        String name = Lua.text(a.string(1));
        Frame frame = run.frame(a.number(0));
        Title title = run.state.titles.parse(name, 10).title().filter(t -> t.isLocal() && t.namespace() >= 0)
                .orElseThrow(() -> new LuaError("expandTemplate: invalid title \"" + a.string(1) + "\""));
        if (run.page(title.withoutFragment()) == null) {
            throw new LuaError("expandTemplate: template \"" + a.string(1) + "\" does not exist");
        }
        return run.lua.allocated(Lua.bytes(run.expander.transclude(":" + run.state.titles.fullText(title), parts(a.table(2)), frame).orElse("")));
    }

    private static Object callParserFunction(ScriptRun run, Args a) {
        String name = Lua.text(a.string(1));
        List<Node.Part> parts = new ArrayList<>(parts(a.table(2)));
        String first = null;
        int colon = name.indexOf(':');
        if (colon > 0 && !name.startsWith("#", colon)) {
            first = name.substring(colon + 1);
            name = name.substring(0, colon);
        } else if (!parts.isEmpty() && !parts.getFirst().named()) {
            first = ((Node.Text) parts.removeFirst().value().getFirst()).text();
        } else {
            throw new LuaError("callParserFunction: a parameter without a name is required");
        }
        String called = name;
        return run.lua.allocated(Lua.bytes(run.expander.function(name, first, parts, run.frame(a.number(0)))
                .orElseThrow(() -> new LuaError("callParserFunction: function \"" + Lua.bytes(called) + "\" was not found"))));
    }

    private static Object extensionTag(ScriptRun run, Args a) {
        StringBuilder attributes = new StringBuilder();
        LuaTable given = a.table(3);
        Object[] pair = given.next(null);
        while (pair != null) {
            attributes.append(' ').append(Lua.text(run.lua.tostring(pair[0]))).append("=\"").append(Lua.text((String) pair[1]).replace("\"", "&quot;")).append('"');
            pair = given.next(pair[0]);
        }
        String content = a.get(2) == null ? null : Lua.text(a.string(2));
        return Lua.bytes(run.expander.tag(Lua.text(a.string(1)).toLowerCase(java.util.Locale.ROOT), attributes.toString(), content, run.frame(a.number(0))));
    }
}
