package scriptorium.wikitext.lua;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Measures what a script can still reach. */
final class Reachable {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private long bytes;

    private Reachable() {}

    static long bytes(LuaTable globals, LuaTable strings, List<Object> roots, Activation top) {
        Reachable walk = new Reachable();
        walk.add(globals);
        walk.add(strings);
        roots.forEach(walk::add);
        for (Activation at = top; at != null; at = at.caller) {
            walk.add(at.function);
            for (Object value : at.slots) {
                walk.add(value);
            }
            for (Object value : at.varargs) {
                walk.add(value);
            }
            walk.bytes += 64 + at.slots.length * 8L;
        }
        walk.run();
        return walk.bytes;
    }

    private void add(Object value) {
        switch (value) {
            case null -> {}
            case String text -> {
                if (text.length() > 64) {
                    if (seen.add(text)) {
                        bytes += 40L + text.length();
                    }
                } else {
                    bytes += 40L + text.length();
                }
            }
            case Double _ -> bytes += 16;
            case LuaTable _, Closure _, Cell _ -> {
                if (seen.add(value)) {
                    open.add(value);
                }
            }
            default -> {}
        }
    }

    private void run() {
        while (!open.isEmpty()) {
            switch (open.poll()) {
                case LuaTable table -> {
                    bytes += table.bytes();
                    table.each(this::add);
                }
                case Closure closure -> {
                    bytes += 48 + closure.upvalues.length * 24L;
                    for (Cell cell : closure.upvalues) {
                        add(cell);
                    }
                    add(closure.environment);
                }
                case Cell cell -> add(cell.value);
                default -> {}
            }
        }
    }
}
