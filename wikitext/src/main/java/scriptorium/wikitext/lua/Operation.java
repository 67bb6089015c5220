package scriptorium.wikitext.lua;

/** Operators. */
final class Operation {

    private Operation() {}

    static Expression of(String operator, Expression left, Expression right, int line) {
        Expression out = switch (operator) {
            case "and" -> new And(left, right);
            case "or" -> new Or(left, right);
            case ".." -> new Concat(left, right);
            case "==", "~=", "<", "<=", ">", ">=" -> new Comparison(operator, left, right);
            default -> new Arithmetic(operator.charAt(0), left, right);
        };
        out.line = line;
        return out;
    }

    static Expression of(String operator, Expression operand, int line) {
        Expression out = switch (operator) {
            case "not" -> new Not(operand);
            case "#" -> new Length(operand);
            default -> new Minus(operand);
        };
        out.line = line;
        return out;
    }

    private static final class And extends Expression {
        private final Expression left;
        private final Expression right;

        And(Expression left, Expression right) {
            this.left = left;
            this.right = right;
        }

        @Override Object value(Activation at) {
            Object value = left.value(at);
            return Lua.truth(value) ? right.value(at) : value;
        }
    }

    private static final class Or extends Expression {
        private final Expression left;
        private final Expression right;

        Or(Expression left, Expression right) {
            this.left = left;
            this.right = right;
        }

        @Override Object value(Activation at) {
            Object value = left.value(at);
            return Lua.truth(value) ? value : right.value(at);
        }
    }

    private static final class Concat extends Expression {
        private final Expression left;
        private final Expression right;

        Concat(Expression left, Expression right) {
            this.left = left;
            this.right = right;
        }

        @Override Object value(Activation at) {
            Object a = left.value(at);
            Object b = right.value(at);
            at.line = line;
            try {
                return at.lua.concat(a, b);
            } catch (LuaError error) {
                throw error.isOpen() ? placed(error, at, a instanceof String || a instanceof Double ? right : left, "attempt to concatenate") : error;
            }
        }
    }

    private static final class Comparison extends Expression {
        private final int kind;
        private final Expression left;
        private final Expression right;

        Comparison(String operator, Expression left, Expression right) {
            kind = java.util.List.of("==", "~=", "<", "<=", ">", ">=").indexOf(operator);
            this.left = left;
            this.right = right;
        }

        @Override Object value(Activation at) {
            Object a = left.value(at);
            Object b = right.value(at);
            at.line = line;
            try {
                return switch (kind) {
                    case 0 -> at.lua.equal(a, b);
                    case 1 -> !at.lua.equal(a, b);
                    case 2 -> at.lua.less(a, b);
                    case 3 -> at.lua.lessOrEqual(a, b);
                    case 4 -> at.lua.less(b, a);
                    default -> at.lua.lessOrEqual(b, a);
                };
            } catch (LuaError error) {
                throw error.isOpen() ? placed(error, at) : error;
            }
        }
    }

    private static final class Arithmetic extends Expression {
        private final char operator;
        private final Expression left;
        private final Expression right;

        Arithmetic(char operator, Expression left, Expression right) {
            this.operator = operator;
            this.left = left;
            this.right = right;
        }

        @Override Object value(Activation at) {
            Object a = left.value(at);
            Object b = right.value(at);
            if (a instanceof Double x && b instanceof Double y) {
                return Lua.compute(operator, x, y);
            }
            at.line = line;
            try {
                return at.lua.arithmetic(operator, a, b);
            } catch (LuaError error) {
                throw error.isOpen() ? placed(error, at, Numbers.of(a) == null ? left : right, "attempt to perform arithmetic on") : error;
            }
        }
    }

    private static final class Not extends Expression {
        private final Expression operand;

        Not(Expression operand) {
            this.operand = operand;
        }

        @Override Object value(Activation at) {
            return !Lua.truth(operand.value(at));
        }
    }

    private static final class Minus extends Expression {
        private final Expression operand;

        Minus(Expression operand) {
            this.operand = operand;
        }

        @Override Object value(Activation at) {
            Object value = operand.value(at);
            Double number = Numbers.of(value);
            if (number != null) {
                return Numbers.negative(number);
            }
            Object handler = at.lua.metamethod(value, "__unm");
            at.line = line;
            if (handler == null) {
                throw placed(LuaError.running("attempt to perform arithmetic on a " + Lua.type(value) + " value"), at, operand, "attempt to perform arithmetic on");
            }
            try {
                return Lua.first(at.lua.nested(handler, value, value));
            } catch (LuaError error) {
                throw error.isOpen() ? placed(error, at) : error;
            }
        }
    }

    private static final class Length extends Expression {
        private final Expression operand;

        Length(Expression operand) {
            this.operand = operand;
        }

        @Override Object value(Activation at) {
            Object value = operand.value(at);
            return switch (value) {
                case String text -> (double) text.length();
                case LuaTable table -> (double) table.length();
                case null, default -> throw placed(LuaError.running("attempt to get length of a " + Lua.type(value) + " value"), at, operand, "attempt to get length of");
            };
        }
    }
}
