package scriptorium.wikitext.lua;

import java.util.Arrays;

/** A table: an array from 1, and a hash in order of insertion, so that {@code next} is stable and fields may be cleared on the way. */
public final class LuaTable {

    private static final Object[] NONE = {};
    private static final int SLOT_BYTES = 24;

    private final Lua lua;
    public LuaTable metatable;
    private Object[] array = NONE;
    private int length;
    private Object[] keys = NONE;
    private Object[] values = NONE;
    private int[] index = {};
    private int used;
    private int live;

    public LuaTable(Lua lua) {
        this.lua = lua;
        lua.allocated(64);
    }

    static Object normal(Object key) {
        return key instanceof Double d && d == 0 ? Lua.ZERO : key;
    }

    public Object get(Object key) {
        if (key instanceof Double d) {
            int i = d.intValue();
            if (i == d) {
                if (i > 0 && i <= length) {
                    return array[i - 1];
                }
                if (i == 0) {
                    key = Lua.ZERO;
                }
            }
        }
        int at = find(key);
        return at < 0 ? null : values[at];
    }

    public Object get(int i) {
        return i > 0 && i <= length ? array[i - 1] : get((Object) Double.valueOf(i));
    }

    public void set(Object key, Object value) {
        if (key instanceof Double d) {
            int i = d.intValue();
            if (i == d) {
                set(i, value);
                return;
            }
        }
        put(normal(key), value);
    }

    public void set(int i, Object value) {
        if (i > 0 && i <= length) {
            array[i - 1] = value;
            if (value == null && i == length) {
                while (length > 0 && array[length - 1] == null) {
                    length--;
                }
            }
        } else if (i == length + 1 && value != null) {
            append(value);
        } else {
            put(i == 0 ? Lua.ZERO : (Object) Double.valueOf(i), value);
        }
    }

    private void append(Object value) {
        if (length == array.length) {
            int size = Math.max(4, length * 2);
            lua.allocated((size - length) * 8L);
            array = Arrays.copyOf(array, size);
        }
        array[length++] = value;
        if (live > 0) {
            int at = find(Double.valueOf(length));
            if (at >= 0 && values[at] != null) {
                values[at] = null;
                live--;
            }
            while ((at = find(Double.valueOf(length + 1))) >= 0 && values[at] != null) {
                Object moved = values[at];
                values[at] = null;
                live--;
                append(moved);
            }
        }
    }

    private int find(Object key) {
        if (used == 0) {
            return -1;
        }
        int mask = index.length - 1;
        for (int slot = spread(key) & mask;; slot = slot + 1 & mask) {
            int at = index[slot] - 1;
            if (at < 0) {
                return -1;
            }
            if (keys[at] == key || keys[at].equals(key)) {
                return at;
            }
        }
    }

    private static int spread(Object key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    private void put(Object key, Object value) {
        int at = find(key);
        if (at >= 0) {
            live += (value == null ? 0 : 1) - (values[at] == null ? 0 : 1);
            values[at] = value;
            return;
        }
        if (value == null) {
            return;
        }
        if (used == keys.length) {
            grow();
        }
        keys[used] = key;
        values[used] = value;
        live++;
        used++;
        link(used - 1);
    }

    private void link(int at) {
        int mask = index.length - 1;
        int slot = spread(keys[at]) & mask;
        while (index[slot] != 0) {
            slot = slot + 1 & mask;
        }
        index[slot] = at + 1;
    }

    /** Makes room, and leaves out keys that were cleared. */
    private void grow() {
        int size = Math.max(4, Integer.highestOneBit(Math.max(1, live)) * 2);
        lua.allocated((long) size * SLOT_BYTES);
        Object[] oldKeys = keys;
        Object[] oldValues = values;
        int old = used;
        keys = new Object[size];
        values = new Object[size];
        index = new int[size * 2];
        used = 0;
        for (int i = 0; i < old; i++) {
            if (oldValues[i] != null) {
                keys[used] = oldKeys[i];
                values[used] = oldValues[i];
                used++;
                link(used - 1);
            }
        }
    }

    /** A border: as Lua 5.1 counts. */
    public int length() {
        if (length > 0) {
            return length;
        }
        int n = 0;
        while (live > 0 && get((Object) Double.valueOf(n + 1)) != null) {
            n++;
        }
        return n;
    }

    /** The pair after a key, null at the end. */
    public Object[] next(Object key) {
        int at = 0;
        if (key != null) {
            int i = key instanceof Double d && d.intValue() == d ? d.intValue() : 0;
            if (i > 0 && i <= length) {
                at = i;
            } else {
                int found = find(normal(key));
                if (found < 0 && i > 0 && i <= array.length) {
                    at = length;
                } else if (found < 0) {
                    throw new LuaError("invalid key to 'next'");
                } else {
                    at = length + found + 1;
                }
            }
        }
        for (; at < length; at++) {
            if (array[at] != null) {
                return new Object[] {Double.valueOf(at + 1), array[at]};
            }
        }
        for (int i = at - length; i < used; i++) {
            if (values[i] != null) {
                return new Object[] {keys[i], values[i]};
            }
        }
        return null;
    }

    /** Shifts the elements from a place up by one and puts a value there. */
    public void insert(int place, Object value) {
        int n = length();
        for (int i = n; i >= place; i--) {
            set(i + 1, get(i));
        }
        set(place, value);
    }

    long bytes() {
        return 64 + array.length * 8L + keys.length * (long) SLOT_BYTES;
    }

    void each(java.util.function.Consumer<Object> visitor) {
        for (int i = 0; i < length; i++) {
            visitor.accept(array[i]);
        }
        for (int i = 0; i < used; i++) {
            visitor.accept(keys[i]);
            visitor.accept(values[i]);
        }
        if (metatable != null) {
            visitor.accept(metatable);
        }
    }
}
