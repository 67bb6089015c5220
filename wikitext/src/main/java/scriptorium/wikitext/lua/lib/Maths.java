package scriptorium.wikitext.lua.lib;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;
import scriptorium.wikitext.lua.LuaTable;

/** The library {@code math}. */
final class Maths {

    private Maths() {}

    static LuaTable table(Lua lua) {
        LuaTable table = new LuaTable(lua);
        Library maths = Library.of(table);
        simple(maths, "abs", Math::abs);
        simple(maths, "acos", Math::acos);
        simple(maths, "asin", Math::asin);
        simple(maths, "atan", Math::atan);
        simple(maths, "ceil", Math::ceil);
        simple(maths, "cos", Math::cos);
        simple(maths, "cosh", Math::cosh);
        simple(maths, "deg", Math::toDegrees);
        simple(maths, "exp", Math::exp);
        simple(maths, "floor", Math::floor);
        simple(maths, "log10", Math::log10);
        simple(maths, "rad", Math::toRadians);
        simple(maths, "sin", Math::sin);
        simple(maths, "sinh", Math::sinh);
        simple(maths, "sqrt", Math::sqrt);
        simple(maths, "tan", Math::tan);
        simple(maths, "tanh", Math::tanh);
        simple(maths, "log", Math::log);
        maths.one("atan2", (l, a) -> Math.atan2(a.number(0), a.number(1)));
        maths.one("pow", (l, a) -> Lua.power(a.number(0), a.number(1)));
        maths.one("fmod", (l, a) -> a.number(0) % a.number(1));
        maths.one("mod", (l, a) -> a.number(0) % a.number(1));
        maths.add("modf", (l, a) -> {
            double number = a.number(0);
            double whole = number < 0 ? Math.ceil(number) : Math.floor(number);
            return new Object[] {whole, Double.isInfinite(number) ? 0.0 : number - whole};
        });
        maths.add("frexp", (l, a) -> {
            double number = a.number(0);
            int exponent = number == 0 ? 0 : Math.getExponent(number) + 1;
            return new Object[] {number / Math.pow(2, exponent), (double) exponent};
        });
        maths.one("ldexp", (l, a) -> a.number(0) * Math.pow(2, a.number(1)));
        maths.one("max", (l, a) -> {
            double best = a.number(0);
            for (int i = 1; i < a.size(); i++) {
                best = Math.max(best, a.number(i));
            }
            return best;
        });
        maths.one("min", (l, a) -> {
            double best = a.number(0);
            for (int i = 1; i < a.size(); i++) {
                best = Math.min(best, a.number(i));
            }
            return best;
        });
        table.set("pi", Math.PI);
        table.set("huge", Double.POSITIVE_INFINITY);
        random(maths);
        return table;
    }

    private static void simple(Library maths, String name, DoubleUnaryOperator operator) {
        maths.one(name, (l, a) -> operator.applyAsDouble(a.number(0)));
    }

    private static void random(Library maths) {
        Random random = new Random();
        maths.add("randomseed", (l, a) -> {
            random.setSeed((long) a.number(0));
            return Lua.NOTHING;
        });
        maths.one("random", (l, a) -> {
            if (a.size() > 2) {
                throw new LuaError("wrong number of arguments");
            }
            double value = random.nextDouble();
            if (a.size() == 0) {
                return value;
            }
            double from = a.size() == 1 ? 1 : Math.floor(a.number(0));
            double to = Math.floor(a.number(a.size() == 1 ? 0 : 1));
            if (from > to) {
                throw a.bad(a.size() == 1 ? 0 : 1, "interval is empty");
            }
            return Math.floor(value * (to - from + 1)) + from;
        });
    }
}
