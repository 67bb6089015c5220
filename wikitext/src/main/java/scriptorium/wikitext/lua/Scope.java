package scriptorium.wikitext.lua;

import java.util.ArrayList;
import java.util.List;

/** The names of a function that is being parsed. */
final class Scope {

    final Scope around;
    final int line;
    final List<Proto.Upvalue> upvalues = new ArrayList<>();
    private final List<String> upvalueNames = new ArrayList<>();
    private final List<Variable> upvalueSources = new ArrayList<>();
    private final List<Variable> visible = new ArrayList<>();
    boolean variadic;
    /** Something in it asks for {@code ...}. */
    boolean unpacks;
    int loops;
    int maxSlots;

    /** @param line where the function begins, 0 for the main one */
    Scope(Scope around, boolean variadic, int line) {
        this.around = around;
        this.line = line;
        this.variadic = variadic;
    }

    int open() {
        return visible.size();
    }

    void close(int mark) {
        visible.subList(mark, visible.size()).clear();
    }

    Variable declare(String name) {
        Variable variable = new Variable(name, visible.size());
        visible.add(variable);
        maxSlots = Math.max(maxSlots, visible.size());
        return variable;
    }

    Expression resolve(String name) {
        Variable local = local(name);
        if (local != null) {
            return new Expression.Local(local);
        }
        int index = upvalue(name);
        return index >= 0 ? new Expression.Upvalue(index, name) : new Expression.Global(name);
    }

    private Variable local(String name) {
        for (int i = visible.size() - 1; i >= 0; i--) {
            if (visible.get(i).name.equals(name)) {
                visible.get(i).used = true;
                return visible.get(i);
            }
        }
        return null;
    }

    private int upvalue(String name) {
        if (around == null) {
            return -1;
        }
        Variable outer = around.local(name);
        if (outer != null) {
            outer.captured = true;
            return add(name, outer, new Proto.Upvalue(true, outer.slot));
        }
        int index = around.upvalue(name);
        return index < 0 ? -1 : add(name, around.upvalueSources.get(index), new Proto.Upvalue(false, index));
    }

    /** Two variables of one name are two upvalues. */
    private int add(String name, Variable source, Proto.Upvalue upvalue) {
        for (int i = 0; i < upvalues.size(); i++) {
            if (upvalueNames.get(i).equals(name) && upvalueSources.get(i) == source) {
                return i;
            }
        }
        upvalues.add(upvalue);
        upvalueNames.add(name);
        upvalueSources.add(source);
        return upvalues.size() - 1;
    }
}
