package scriptorium.wikitext.lua.lib;

import scriptorium.wikitext.lua.Args;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;
import scriptorium.wikitext.lua.LuaFunction;
import scriptorium.wikitext.lua.LuaTable;

/** {@code table.sort}: the quicksort of Lua 5.1, so that what is equal comes out in the same order as there. */
final class Sorting {

    private final Lua lua;
    private final LuaTable table;
    private final LuaFunction order;

    private Sorting(Lua lua, LuaTable table, LuaFunction order) {
        this.lua = lua;
        this.table = table;
        this.order = order;
    }

    static Object[] sort(Lua lua, Args a) {
        LuaTable table = a.table(0);
        int n = table.length();
        new Sorting(lua, table, a.get(1) == null ? null : a.function(1)).sort(1, n);
        return Lua.NOTHING;
    }

    private boolean less(Object a, Object b) {
        lua.tick();
        return order == null ? lua.less(a, b) : Lua.truth(Lua.first(lua.callBack(order, a, b)));
    }

    private boolean ordered(int low, int high) {
        Object first = table.get(low);
        Object second = table.get(high);
        if (!less(second, first)) {
            return true;
        }
        table.set(low, second);
        table.set(high, first);
        return false;
    }

    private void sort(int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            ordered(low, high);
            if (high - low == 1) {
                return;
            }
            int middle = (low + high) >>> 1;
            if (ordered(low, middle)) {
                ordered(middle, high);
            }
            if (high - low == 2) {
                return;
            }
            int pivot = partition(low, high, middle);
            if (pivot - low < high - pivot) {
                sort(low, pivot - 1);
                low = pivot + 1;
            } else {
                sort(pivot + 1, high);
                high = pivot - 1;
            }
        }
    }

    /** Where the middle element ends up, with all smaller ones before it. */
    private int partition(int low, int high, int middle) {
        Object pivot = table.get(middle);
        swap(middle, high - 1);
        int i = low;
        int j = high - 1;
        while (true) {
            while (less(table.get(++i), pivot)) {
                if (i > high) {
                    throw new LuaError("invalid order function for sorting");
                }
            }
            while (less(pivot, table.get(--j))) {
                if (j < low) {
                    throw new LuaError("invalid order function for sorting");
                }
            }
            if (j < i) {
                break;
            }
            swap(i, j);
        }
        swap(high - 1, i);
        return i;
    }

    private void swap(int a, int b) {
        Object value = table.get(a);
        table.set(a, table.get(b));
        table.set(b, value);
    }
}
