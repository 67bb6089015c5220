package scriptorium.wikitext.lua;

import java.util.List;

/** Something with a value. */
abstract class Expression {

    int line;

    abstract Object value(Activation at);

    /** All values; only calls and {@code ...} have other than one. */
    Object[] values(Activation at) {
        return new Object[] {value(at)};
    }

    boolean many() {
        return false;
    }

    /** How messages call it: {@code local 'x'}; empty for what has no name. */
    String description() {
        return "";
    }

    /** The same error, at this place and about this expression. */
    LuaError placed(LuaError error, Activation at, Expression subject, String verb) {
        if (subject != null && !subject.description().isEmpty() && error.value() instanceof String text && text.startsWith(verb + " a ")) {
            int kind = verb.length() + 3;
            return LuaError.thrown(place(at) + verb + " " + subject.description() + " (a " + text.substring(kind) + ")");
        }
        return placed(error, at);
    }

    LuaError placed(LuaError error, Activation at) {
        return error.value() instanceof String text ? LuaError.thrown(place(at) + text) : error;
    }

    private String place(Activation at) {
        if (at.function.proto.isLibrary()) {
            return "";
        }
        return at.function.proto.chunk + ":" + line + ": ";
    }

    static Object[] values(Expression[] list, Activation at) {
        int n = list.length;
        if (n == 0) {
            return Lua.NOTHING;
        }
        Expression last = list[n - 1];
        if (!last.many()) {
            Object[] out = new Object[n];
            for (int i = 0; i < n; i++) {
                out[i] = list[i].value(at);
            }
            return out;
        }
        if (n == 1) {
            return last.values(at);
        }
        Object[] head = new Object[n - 1];
        for (int i = 0; i < n - 1; i++) {
            head[i] = list[i].value(at);
        }
        Object[] tail = last.values(at);
        Object[] out = java.util.Arrays.copyOf(head, n - 1 + tail.length);
        System.arraycopy(tail, 0, out, n - 1, tail.length);
        return out;
    }

    static final class Constant extends Expression {
        private final Object value;

        Constant(Object value) {
            this.value = value;
        }

        @Override Object value(Activation at) {
            return value;
        }
    }

    static final class Varargs extends Expression {
        @Override Object value(Activation at) {
            return Lua.first(at.varargs);
        }

        @Override Object[] values(Activation at) {
            return at.varargs;
        }

        @Override boolean many() {
            return true;
        }
    }

    static final class Local extends Expression {
        final Variable variable;

        Local(Variable variable) {
            this.variable = variable;
        }

        @Override Object value(Activation at) {
            return variable.get(at);
        }

        @Override String description() {
            return "local '" + variable.name + "'";
        }
    }

    static final class Upvalue extends Expression {
        final int index;
        private final String name;

        Upvalue(int index, String name) {
            this.index = index;
            this.name = name;
        }

        @Override Object value(Activation at) {
            return at.function.upvalues[index].value;
        }

        @Override String description() {
            return "upvalue '" + name + "'";
        }

        String name() {
            return name;
        }
    }

    static final class Global extends Expression {
        final String name;

        Global(String name) {
            this.name = name;
        }

        @Override Object value(Activation at) {
            LuaTable environment = at.function.environment;
            Object value = environment.get(name);
            if (value != null || environment.metatable == null) {
                return value;
            }
            at.line = line;
            return at.lua.index(environment, name);
        }

        @Override String description() {
            return "global '" + name + "'";
        }
    }

    static final class Index extends Expression {
        final Expression object;
        final Expression key;

        Index(Expression object, Expression key) {
            this.object = object;
            this.key = key;
        }

        @Override Object value(Activation at) {
            Object table = object.value(at);
            Object field = key.value(at);
            if (table instanceof LuaTable plain && plain.metatable == null) {
                return field == null ? null : plain.get(field);
            }
            at.line = line;
            if (!(table instanceof LuaTable) && at.lua.metamethod(table, "__index") == null) {
                throw placed(new LuaError("attempt to index a " + Lua.type(table) + " value"), at, object, "attempt to index");
            }
            return at.lua.index(table, field);
        }

        @Override String description() {
            return key instanceof Constant constant && constant.value instanceof String text ? "field '" + text + "'" : "field '?'";
        }
    }

    static final class Call extends Expression {
        private final Expression function;
        private final String method;
        private final Expression[] arguments;

        Call(Expression function, String method, List<Expression> arguments) {
            this.function = function;
            this.method = method;
            this.arguments = arguments.toArray(Expression[]::new);
        }

        @Override boolean many() {
            return true;
        }

        @Override Object value(Activation at) {
            Object[] values = values(at);
            return values.length == 0 ? null : values[0];
        }

        @Override Object[] values(Activation at) {
            Object callee = function.value(at);
            Object[] passed;
            if (method == null) {
                passed = values(arguments, at);
            } else {
                Object self = callee;
                at.line = line;
                if (!(self instanceof LuaTable) && at.lua.metamethod(self, "__index") == null) {
                    throw placed(new LuaError("attempt to index a " + Lua.type(self) + " value"), at, function, "attempt to index");
                }
                callee = at.lua.index(self, method);
                Object[] rest = values(arguments, at);
                passed = new Object[rest.length + 1];
                passed[0] = self;
                System.arraycopy(rest, 0, passed, 1, rest.length);
            }
            at.line = line;
            if (callee instanceof Closure closure) {
                return closure.call(at.lua, passed);
            }
            if (callee instanceof LuaFunction host) {
                try {
                    return host.call(at.lua, passed);
                } catch (LuaError error) {
                    throw error.hostMade() ? placed(error, at) : error;
                }
            }
            if (at.lua.metamethod(callee, "__call") == null) {
                String name = method != null ? "method '" + method + "'" : function.description();
                throw LuaError.thrown(at.function.proto.chunk + ":" + line + ": attempt to call " + (name.isEmpty() ? "" : name + " (") + "a " + Lua.type(callee) + " value"
                        + (name.isEmpty() ? "" : ")"));
            }
            return at.lua.call(callee, passed);
        }
    }

    /** Brackets: one value only. */
    static final class Single extends Expression {
        private final Expression inner;

        Single(Expression inner) {
            this.inner = inner;
        }

        @Override Object value(Activation at) {
            return inner.value(at);
        }
    }

    static final class Function extends Expression {
        private final Proto proto;

        Function(Proto proto) {
            this.proto = proto;
        }

        @Override Object value(Activation at) {
            Cell[] caught = new Cell[proto.upvalues.size()];
            for (int i = 0; i < caught.length; i++) {
                Proto.Upvalue upvalue = proto.upvalues.get(i);
                caught[i] = upvalue.local() ? (Cell) at.slots[upvalue.index()] : at.function.upvalues[upvalue.index()];
            }
            at.lua.allocated(64);
            return new Closure(proto, caught, at.function.environment);
        }
    }

    static final class Table extends Expression {
        private final Expression[] items;
        private final Expression[] keys;
        private final Expression[] fields;

        Table(List<Expression> items, List<Expression> keys, List<Expression> fields) {
            this.items = items.toArray(Expression[]::new);
            this.keys = keys.toArray(Expression[]::new);
            this.fields = fields.toArray(Expression[]::new);
        }

        @Override Object value(Activation at) {
            LuaTable table = new LuaTable(at.lua);
            for (int i = 0; i < keys.length; i++) {
                Object key = keys[i].value(at);
                if (key == null || key instanceof Double d && d.isNaN()) {
                    throw placed(new LuaError("table index is nil"), at);
                }
                table.set(key, fields[i].value(at));
            }
            int n = 0;
            for (int i = 0; i < items.length; i++) {
                if (i == items.length - 1 && items[i].many()) {
                    for (Object value : items[i].values(at)) {
                        table.set(++n, value);
                    }
                } else {
                    table.set(++n, items[i].value(at));
                }
            }
            return table;
        }
    }
}
