package scriptorium.wikitext.lua;

import java.util.List;

/** Something that is done. The outcome: null to go on, {@link #BREAK}, {@link #TAIL}, or the values that are returned. */
abstract class Statement {

    static final Object BREAK = new Object();
    /** The values are those of {@link Lua#tailFunction}. */
    static final Object TAIL = new Object();

    int line;

    abstract Object run(Activation at);

    static final class Block extends Statement {
        private final Statement[] statements;

        Block(List<Statement> statements) {
            this.statements = statements.toArray(Statement[]::new);
        }

        @Override Object run(Activation at) {
            for (Statement statement : statements) {
                Object outcome = statement.run(at);
                if (outcome != null) {
                    return outcome;
                }
            }
            return null;
        }
    }

    static final class Locals extends Statement {
        private final Variable[] variables;
        private final Expression[] values;

        Locals(List<Variable> variables, List<Expression> values) {
            this.variables = variables.toArray(Variable[]::new);
            this.values = values.toArray(Expression[]::new);
        }

        @Override Object run(Activation at) {
            if (variables.length == 1 && values.length == 1) {
                variables[0].declare(at, values[0].value(at));
                return null;
            }
            Object[] all = Expression.values(values, at);
            for (int i = 0; i < variables.length; i++) {
                variables[i].declare(at, i < all.length ? all[i] : null);
            }
            return null;
        }
    }

    static final class LocalFunction extends Statement {
        private final Variable variable;
        private final Expression function;

        LocalFunction(Variable variable, Expression function) {
            this.variable = variable;
            this.function = function;
        }

        @Override Object run(Activation at) {
            variable.declare(at, null);
            variable.set(at, function.value(at));
            return null;
        }
    }

    static final class Assignment extends Statement {
        private final Expression[] targets;
        private final Expression[] values;

        Assignment(List<Expression> targets, List<Expression> values) {
            this.targets = targets.toArray(Expression[]::new);
            this.values = values.toArray(Expression[]::new);
        }

        @Override Object run(Activation at) {
            if (targets.length == 1 && values.length == 1) {
                if (targets[0] instanceof Expression.Index index) {
                    Object object = index.object.value(at);
                    Object key = index.key.value(at);
                    store(index, object, key, values[0].value(at), at);
                } else {
                    assign(targets[0], values[0].value(at), at);
                }
                return null;
            }
            Object[] objects = new Object[targets.length];
            Object[] keys = new Object[targets.length];
            for (int i = 0; i < targets.length; i++) {
                if (targets[i] instanceof Expression.Index index) {
                    objects[i] = index.object.value(at);
                    keys[i] = index.key.value(at);
                }
            }
            Object[] all = Expression.values(values, at);
            for (int i = targets.length - 1; i >= 0; i--) {
                Object value = i < all.length ? all[i] : null;
                if (targets[i] instanceof Expression.Index index) {
                    store(index, objects[i], keys[i], value, at);
                } else {
                    assign(targets[i], value, at);
                }
            }
            return null;
        }

        private void assign(Expression target, Object value, Activation at) {
            at.line = line;
            switch (target) {
                case Expression.Local local -> local.variable.set(at, value);
                case Expression.Upvalue upvalue -> at.function.upvalues[upvalue.index].value = value;
                case Expression.Global global -> {
                    if (at.function.environment.metatable == null) {
                        at.function.environment.set(global.name, value);
                    } else {
                        at.lua.setIndex(at.function.environment, global.name.text(), value);
                    }
                }
                default -> throw new IllegalStateException("no target");
            }
        }

        private static void store(Expression.Index index, Object object, Object key, Object value, Activation at) {
            at.line = index.line;
            if (object instanceof LuaTable table && table.metatable == null && index.name != null) {
                table.set(index.name, value);
                return;
            }
            if (object instanceof LuaTable table && table.metatable == null && (key instanceof String || key instanceof Double d && !d.isNaN())) {
                table.set(key, value);
                return;
            }
            if (!(object instanceof LuaTable) && at.lua.metamethod(object, "__newindex") == null) {
                throw index.placed(LuaError.running("attempt to index a " + Lua.type(object) + " value"), at, index.object, "attempt to index");
            }
            try {
                at.lua.setIndex(object, key, value);
            } catch (LuaError error) {
                throw error.isOpen() ? index.placed(error, at) : error;
            }
        }
    }

    static final class Call extends Statement {
        private final Expression call;

        Call(Expression call) {
            this.call = call;
        }

        @Override Object run(Activation at) {
            call.values(at);
            return null;
        }
    }

    static final class While extends Statement {
        private final Expression condition;
        private final Block body;

        While(Expression condition, Block body) {
            this.condition = condition;
            this.body = body;
        }

        @Override Object run(Activation at) {
            while (Lua.truth(condition.value(at))) {
                at.lua.tick();
                Object outcome = body.run(at);
                if (outcome != null) {
                    return outcome == BREAK ? null : outcome;
                }
            }
            return null;
        }
    }

    static final class Repeat extends Statement {
        private final Block body;
        private final Expression condition;

        Repeat(Block body, Expression condition) {
            this.body = body;
            this.condition = condition;
        }

        @Override Object run(Activation at) {
            do {
                at.lua.tick();
                Object outcome = body.run(at);
                if (outcome != null) {
                    return outcome == BREAK ? null : outcome;
                }
            } while (!Lua.truth(condition.value(at)));
            return null;
        }
    }

    static final class If extends Statement {
        private final Expression[] conditions;
        private final Block[] bodies;
        private final Block otherwise;

        If(List<Expression> conditions, List<Block> bodies, Block otherwise) {
            this.conditions = conditions.toArray(Expression[]::new);
            this.bodies = bodies.toArray(Block[]::new);
            this.otherwise = otherwise;
        }

        @Override Object run(Activation at) {
            for (int i = 0; i < conditions.length; i++) {
                if (Lua.truth(conditions[i].value(at))) {
                    return bodies[i].run(at);
                }
            }
            return otherwise == null ? null : otherwise.run(at);
        }
    }

    static final class NumericFor extends Statement {
        private final Variable variable;
        private final Expression[] range;
        private final Block body;

        NumericFor(Variable variable, List<Expression> range, Block body) {
            this.variable = variable;
            this.range = range.toArray(Expression[]::new);
            this.body = body;
        }

        @Override Object run(Activation at) {
            double from = number(range[0], at, "initial value");
            double limit = number(range[1], at, "limit");
            double step = range.length > 2 ? number(range[2], at, "step") : 1;
            for (double i = from; step > 0 ? i <= limit : i >= limit; i += step) {
                at.lua.tick();
                variable.declare(at, i);
                Object outcome = body.run(at);
                if (outcome != null) {
                    return outcome == BREAK ? null : outcome;
                }
            }
            return null;
        }

        private double number(Expression expression, Activation at, String what) {
            Double number = Numbers.of(expression.value(at));
            if (number == null) {
                at.line = line;
                throw LuaError.thrown(at.function.proto.chunk + ":" + line + ": 'for' " + what + " must be a number");
            }
            return number;
        }
    }

    static final class GenericFor extends Statement {
        private final Variable[] variables;
        private final Expression[] source;
        private final Block body;

        GenericFor(List<Variable> variables, List<Expression> source, Block body) {
            this.variables = variables.toArray(Variable[]::new);
            this.source = source.toArray(Expression[]::new);
            this.body = body;
        }

        @Override Object run(Activation at) {
            Object[] start = Expression.values(source, at);
            Object function = start.length > 0 ? start[0] : null;
            Object state = start.length > 1 ? start[1] : null;
            Object control = start.length > 2 ? start[2] : null;
            if (!(function instanceof LuaFunction) && at.lua.metamethod(function, "__call") == null) {
                throw LuaError.thrown(at.function.proto.chunk + ":" + line + ": attempt to call a " + Lua.type(function) + " value");
            }
            while (true) {
                at.lua.tick();
                at.line = line;
                Object[] values = next(function, state, control, at);
                control = values.length > 0 ? values[0] : null;
                if (control == null) {
                    return null;
                }
                for (int i = 0; i < variables.length; i++) {
                    variables[i].declare(at, i < values.length ? values[i] : null);
                }
                Object outcome = body.run(at);
                if (outcome != null) {
                    return outcome == BREAK ? null : outcome;
                }
            }
        }

        private Object[] next(Object function, Object state, Object control, Activation at) {
            try {
                return at.lua.call(function, state, control);
            } catch (LuaError error) {
                throw error.isOpen() ? error.fromCall(at.place(), "(for generator)", false) : error;
            }
        }
    }

    static final class Return extends Statement {
        private final Expression[] values;

        Return(List<Expression> values) {
            this.values = values.toArray(Expression[]::new);
        }

        @Override Object run(Activation at) {
            return values.length == 1 ? values[0].result(at) : Expression.values(values, at);
        }
    }

    static final class Break extends Statement {
        @Override Object run(Activation at) {
            return BREAK;
        }
    }
}
