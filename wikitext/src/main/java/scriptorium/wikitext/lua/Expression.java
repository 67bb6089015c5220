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

    /** What a function returns that ends with it: its values, or {@link Statement#TAIL} for a call that is still to be made. */
    Object result(Activation at) {
        return values(at);
    }

    boolean many() {
        return false;
    }

    /** How messages call it: {@code local 'x'}; empty for what has no name. */
    String description() {
        return "";
    }

    /** The name alone; {@code ?} for what has none. */
    final String name() {
        String description = description();
        int quote = description.indexOf('\'');
        return quote < 0 ? "?" : description.substring(quote + 1, description.length() - 1);
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
        return error.closed(place(at));
    }

    private String place(Activation at) {
        return at.function.proto.isLibrary() ? "" : at.function.proto.chunk + ":" + line + ": ";
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

    }

    static final class Global extends Expression {
        final Name name;

        Global(String name) {
            this.name = Name.of(name);
        }

        @Override Object value(Activation at) {
            LuaTable environment = at.function.environment;
            Object value = environment.get(name);
            return value != null || environment.metatable == null ? value : indexed(environment, name, at);
        }

        @Override String description() {
            return "global '" + name.text() + "'";
        }
    }

    /** A field with a name, through metamethods. */
    final Object indexed(Object table, Name name, Activation at) {
        at.line = line;
        try {
            return at.lua.index(table, name);
        } catch (LuaError error) {
            throw error.isOpen() ? placed(error, at) : error;
        }
    }

    static final class Index extends Expression {
        final Expression object;
        final Expression key;
        /** Null when the key is no name. */
        final Name name;

        Index(Expression object, Expression key) {
            this.object = object;
            this.key = key;
            name = key instanceof Constant constant && constant.value instanceof String text ? Name.of(text) : null;
        }

        @Override Object value(Activation at) {
            Object table = object.value(at);
            Object field = name != null ? name : key.value(at);
            if (table instanceof LuaTable plain) {
                Object value = name != null ? plain.get(name) : field == null ? null : plain.get(field);
                if (value != null || plain.metatable == null) {
                    return value;
                }
            } else if (!at.lua.isIndexable(table)) {
                throw placed(LuaError.running("attempt to index a " + Lua.type(table) + " value"), at, object, "attempt to index");
            }
            return name != null ? indexed(table, name, at) : indexed(table, field, at);
        }

        private Object indexed(Object table, Object field, Activation at) {
            at.line = line;
            try {
                return at.lua.index(table, field);
            } catch (LuaError error) {
                throw error.isOpen() ? placed(error, at) : error;
            }
        }

        @Override String description() {
            return name != null ? "field '" + name.text() + "'" : "field '?'";
        }
    }

    static final class Call extends Expression {
        private final Expression function;
        private final Name method;
        private final Expression[] arguments;

        Call(Expression function, String method, List<Expression> arguments) {
            this.function = function;
            this.method = method == null ? null : Name.of(method);
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
                callee = method(self, at);
                passed = passed(self, at);
            }
            at.line = line;
            return callee instanceof Closure closure ? closure.call(at.lua, passed) : other(callee, passed, at);
        }

        @Override Object result(Activation at) {
            Object callee = function.value(at);
            Object[] passed;
            if (method == null) {
                passed = values(arguments, at);
            } else {
                Object self = callee;
                callee = method(self, at);
                passed = passed(self, at);
            }
            at.line = line;
            if (callee instanceof Closure closure) {
                at.lua.tailFunction = closure;
                at.lua.tailArguments = passed;
                return Statement.TAIL;
            }
            return other(callee, passed, at);
        }

        private Object method(Object self, Activation at) {
            at.line = line;
            if (!at.lua.isIndexable(self)) {
                throw placed(LuaError.running("attempt to index a " + Lua.type(self) + " value"), at, function, "attempt to index");
            }
            return indexed(self, method, at);
        }

        private Object[] passed(Object self, Activation at) {
            Object[] rest = values(arguments, at);
            Object[] passed = new Object[rest.length + 1];
            passed[0] = self;
            System.arraycopy(rest, 0, passed, 1, rest.length);
            return passed;
        }

        /** Of what is no Lua function. */
        private Object[] other(Object callee, Object[] passed, Activation at) {
            try {
                if (callee instanceof LuaFunction host) {
                    return host.call(at.lua, passed);
                }
                if (at.lua.metamethod(callee, "__call") instanceof LuaFunction) {
                    return at.lua.call(callee, passed);
                }
            } catch (LuaError error) {
                throw error.isOpen() ? error.fromCall(at.place(), method != null ? method.text() : function.name(), method != null) : error;
            }
            String name = method != null ? "method '" + method.text() + "'" : function.description();
            String kind = "a " + Lua.type(callee) + " value";
            throw LuaError.thrown(at.place() + "attempt to call " + (name.isEmpty() ? kind : name + " (" + kind + ")"));
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
        private static final int AT_ONCE = 50;

        private final Expression[] keys;
        private final Expression[] fields;
        private final int items;
        private final int named;

        /** @param keys null for what is an item, and gets the next number */
        Table(List<Expression> keys, List<Expression> fields) {
            this.keys = keys.toArray(Expression[]::new);
            this.fields = fields.toArray(Expression[]::new);
            named = (int) keys.stream().filter(key -> key != null).count();
            items = keys.size() - named;
        }

        private boolean isOpen() {
            return keys.length > 0 && keys[keys.length - 1] == null && fields[keys.length - 1].many();
        }

        /** Lua writes such sizes with three bits, so they are rounded up. */
        private static int rounded(int size) {
            int shift = Math.max(0, 28 - Integer.numberOfLeadingZeros(Math.max(1, size)));
            int up = size;
            for (int i = 0; i < shift; i++) {
                up = up + 1 >> 1;
            }
            return up << shift;
        }

        @Override Object value(Activation at) {
            LuaTable table = new LuaTable(at.lua, rounded(isOpen() ? items - 1 : items), rounded(named));
            Object[] waiting = new Object[Math.min(items, AT_ONCE)];
            int count = 0;
            int stored = 0;
            for (int i = 0; i < keys.length; i++) {
                if (keys[i] != null) {
                    put(table, keys[i].value(at), fields[i].value(at), at);
                } else if (i == keys.length - 1 && fields[i].many()) {
                    stored = store(table, stored, waiting, count, fields[i].values(at));
                    count = 0;
                } else {
                    if (count == AT_ONCE) {
                        stored = store(table, stored, waiting, count, Lua.NOTHING);
                        count = 0;
                    }
                    waiting[count++] = fields[i].value(at);
                }
            }
            store(table, stored, waiting, count, Lua.NOTHING);
            return table;
        }

        private static int store(LuaTable table, int from, Object[] waiting, int count, Object[] more) {
            table.reserve(from + count + more.length);
            for (int i = 0; i < count; i++) {
                table.set(from + i + 1, waiting[i]);
            }
            for (int i = 0; i < more.length; i++) {
                table.set(from + count + i + 1, more[i]);
            }
            return from + count + more.length;
        }

        private void put(LuaTable table, Object key, Object value, Activation at) {
            if (key == null || key instanceof Double d && d.isNaN()) {
                throw placed(LuaError.running(key == null ? "table index is nil" : "table index is NaN"), at);
            }
            table.set(key, value);
        }
    }
}
