package scriptorium.wikitext.lua;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A table as Lua 5.1 lays it out: an array part and a hash of nodes, whose sizes follow from what was stored. So {@code #} finds the same border and
 * {@code next} the same order as there.
 */
public final class LuaTable {

    private static final Object[] NONE = {};
    private static final int[] NOWHERE = {};
    private static final int MAX_BITS = 26;
    private static final int NODE_BYTES = 40;
    private static final int SLOT_BYTES = 16;
    /** Chains that are longer cost ticks: their keys may have been made to collide. */
    private static final int USUAL_CHAIN = 64;

    private final Lua lua;
    public LuaTable metatable;
    private Object[] array;
    private Object[] keys = NONE;
    private Object[] values = NONE;
    private int[] hashes = NOWHERE;
    /** The node after this one in its chain, -1 at the end. */
    private int[] nexts = NOWHERE;
    /** All nodes from here on have been taken. */
    private int lastFree;

    public LuaTable(Lua lua) {
        this(lua, 0, 0);
    }

    /** With room for so many values. */
    public LuaTable(Lua lua, int items, int fields) {
        this.lua = lua;
        lua.allocated(64);
        array = NONE;
        if (items > 0) {
            resizeArray(items);
        }
        if (fields > 0) {
            makeNodes(fields);
        }
    }

    /** Lua's own hash of a string: of every byte when it is short, of some when it is long. */
    static int hash(String text) {
        int length = text.length();
        int hash = length;
        int step = (length >> 5) + 1;
        for (int i = length; i >= step; i -= step) {
            hash ^= (hash << 5) + (hash >>> 2) + (text.charAt(i - 1) & 0xFF);
        }
        return hash;
    }

    private int hash(Object key) {
        if (key instanceof String text) {
            if (text != lua.hashed) {
                lua.hash = hash(text);
                lua.hashed = text;
            }
            return lua.hash;
        }
        if (key instanceof Double number) {
            return hash(number.doubleValue());
        }
        return key instanceof Boolean truth ? truth ? 1 : 0 : System.identityHashCode(key);
    }

    private static int hash(double number) {
        if (number == 0) {
            return 0;
        }
        long bits = Double.doubleToRawLongBits(number);
        return (int) bits + (int) (bits >>> 32);
    }

    /** The node where a key should be. */
    private int place(Object key, int hash) {
        if (key instanceof String || key instanceof Boolean) {
            return hash & keys.length - 1;
        }
        return key instanceof Double d && d == 0 ? 0 : Integer.remainderUnsigned(hash, keys.length - 1 | 1);
    }

    private static boolean same(Object known, Object key) {
        return known == key || key instanceof String text && text.equals(known) || key instanceof Boolean && key.equals(known)
                || key instanceof Double a && known instanceof Double b && a.doubleValue() == b.doubleValue();
    }

    private int find(Object key, int hash) {
        if (keys.length == 0) {
            return -1;
        }
        int at = place(key, hash);
        for (int steps = 0; at >= 0 && !(hashes[at] == hash && same(keys[at], key)); steps++) {
            at = nexts[at];
            if (steps > USUAL_CHAIN) {
                lua.tick();
            }
        }
        return at;
    }

    public Object get(Object key) {
        if (key instanceof Double number) {
            double d = number;
            int i = (int) d;
            if (i == d && i > 0 && i <= array.length) {
                return array[i - 1];
            }
        }
        int at = find(key, hash(key));
        return at < 0 ? null : values[at];
    }

    public Object get(int i) {
        if (i > 0 && i <= array.length) {
            return array[i - 1];
        }
        return keys.length == 0 ? null : get((Object) Double.valueOf(i));
    }

    Object get(Name name) {
        if (keys.length == 0) {
            return null;
        }
        String key = name.text();
        int hash = name.hash();
        int at = hash & keys.length - 1;
        do {
            Object known = keys[at];
            if (known == key || hashes[at] == hash && key.equals(known)) {
                return values[at];
            }
            at = nexts[at];
        } while (at >= 0);
        return null;
    }

    public void set(Object key, Object value) {
        if (key instanceof Double number) {
            double d = number;
            int i = (int) d;
            if (i == d && i > 0 && i <= array.length) {
                array[i - 1] = value;
                return;
            }
        }
        put(key, hash(key), value);
    }

    public void set(int i, Object value) {
        if (i > 0 && i <= array.length) {
            array[i - 1] = value;
        } else {
            put(Double.valueOf(i), hash((double) i), value);
        }
    }

    void set(Name name, Object value) {
        put(name.text(), name.hash(), value);
    }

    private void put(Object key, int hash, Object value) {
        int at = find(key, hash);
        if (at >= 0) {
            values[at] = value;
        } else {
            add(key, hash, value);
        }
    }

    /** A new key: a node that stands where it should not gives way. */
    private void add(Object key, int hash, Object value) {
        if (keys.length == 0) {
            rehash(key);
            set(key, value);
            return;
        }
        int main = place(key, hash);
        if (values[main] != null) {
            int free = free();
            if (free < 0) {
                rehash(key);
                set(key, value);
                return;
            }
            int other = place(keys[main], hashes[main]);
            if (other != main) {
                for (int steps = 0; nexts[other] != main; steps++) {
                    other = nexts[other];
                    if (steps > USUAL_CHAIN) {
                        lua.tick();
                    }
                }
                nexts[other] = free;
                keys[free] = keys[main];
                hashes[free] = hashes[main];
                values[free] = values[main];
                nexts[free] = nexts[main];
                nexts[main] = -1;
            } else {
                nexts[free] = nexts[main];
                nexts[main] = free;
                main = free;
            }
        }
        keys[main] = key;
        hashes[main] = hash;
        values[main] = value;
    }

    private int free() {
        while (lastFree-- > 0) {
            if (keys[lastFree] == null) {
                return lastFree;
            }
        }
        return -1;
    }

    private static int arrayIndex(Object key) {
        if (key instanceof Double number) {
            double d = number;
            int i = (int) d;
            return i == d && i > 0 && i <= 1 << MAX_BITS ? i : 0;
        }
        return 0;
    }

    private static int bits(int i) {
        return 32 - Integer.numberOfLeadingZeros(i - 1);
    }

    /** New sizes, with one key more: the array is the largest of which more than half is used. */
    private void rehash(Object more) {
        int[] counts = new int[MAX_BITS + 1];
        int inArray = 0;
        for (int i = 0; i < array.length; i++) {
            if (array[i] != null) {
                counts[bits(i + 1)]++;
                inArray++;
            }
        }
        int all = inArray + 1;
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != null) {
                all++;
                inArray += count(keys[i], counts);
            }
        }
        inArray += count(more, counts);
        int size = 0;
        int used = 0;
        int sum = 0;
        for (int bit = 0; bit <= MAX_BITS && (1 << bit) / 2 < inArray; bit++) {
            sum += counts[bit];
            if (counts[bit] > 0 && sum > (1 << bit) / 2) {
                size = 1 << bit;
                used = sum;
            }
        }
        resize(size, all - used);
    }

    private static int count(Object key, int[] counts) {
        int i = arrayIndex(key);
        if (i == 0) {
            return 0;
        }
        counts[bits(i)]++;
        return 1;
    }

    private void resizeArray(int size) {
        lua.allocated(Math.max(0, size - array.length) * (long) SLOT_BYTES);
        array = Arrays.copyOf(array, size);
    }

    private void makeNodes(int count) {
        int size = count == 0 ? 0 : 1 << bits(count);
        lua.allocated((long) size * NODE_BYTES);
        keys = size == 0 ? NONE : new Object[size];
        values = size == 0 ? NONE : new Object[size];
        hashes = size == 0 ? NOWHERE : new int[size];
        nexts = size == 0 ? NOWHERE : new int[size];
        Arrays.fill(nexts, -1);
        lastFree = size;
    }

    private void resize(int size, int nodes) {
        Object[] oldArray = array;
        Object[] oldKeys = keys;
        Object[] oldValues = values;
        int[] oldHashes = hashes;
        if (size > array.length) {
            resizeArray(size);
        }
        makeNodes(nodes);
        if (size < oldArray.length) {
            array = Arrays.copyOf(oldArray, size);
            for (int i = size; i < oldArray.length; i++) {
                if (oldArray[i] != null) {
                    set(i + 1, oldArray[i]);
                }
            }
        }
        for (int i = oldKeys.length - 1; i >= 0; i--) {
            if (oldValues[i] != null) {
                int place = arrayIndex(oldKeys[i]);
                if (place > 0 && place <= array.length) {
                    array[place - 1] = oldValues[i];
                } else {
                    put(oldKeys[i], oldHashes[i], oldValues[i]);
                }
            }
        }
    }

    /** Makes the array at least so long. */
    void reserve(int items) {
        if (items > array.length) {
            resize(items, keys.length);
        }
    }

    /** A border: as Lua 5.1 finds it. */
    public int length() {
        int j = array.length;
        if (j > 0 && array[j - 1] == null) {
            int i = 0;
            while (j - i > 1) {
                int m = (i + j) >>> 1;
                if (array[m - 1] == null) {
                    j = m;
                } else {
                    i = m;
                }
            }
            return i;
        }
        return keys.length == 0 ? j : borderInHash(j);
    }

    private int borderInHash(int from) {
        int i = from;
        int j = from + 1;
        while (get(j) != null) {
            i = j;
            if (j > Integer.MAX_VALUE / 2) {
                return j;
            }
            j *= 2;
        }
        while (j - i > 1) {
            int m = (i + j) >>> 1;
            if (get(m) == null) {
                j = m;
            } else {
                i = m;
            }
        }
        return i;
    }

    /** The pair after a key, null at the end. */
    public Object[] next(Object key) {
        int at = 0;
        if (key != null) {
            at = arrayIndex(key);
            if (at == 0 || at > array.length) {
                int found = find(key, hash(key));
                if (found < 0) {
                    throw LuaError.running("invalid key to 'next'");
                }
                at = array.length + found + 1;
            }
        }
        for (; at < array.length; at++) {
            if (array[at] != null) {
                return new Object[] {Double.valueOf(at + 1), array[at]};
            }
        }
        for (int i = at - array.length; i < keys.length; i++) {
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
        return 64 + array.length * (long) SLOT_BYTES + keys.length * (long) NODE_BYTES;
    }

    void each(Consumer<Object> visitor) {
        for (Object value : array) {
            visitor.accept(value);
        }
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != null) {
                visitor.accept(keys[i]);
                visitor.accept(values[i]);
            }
        }
        if (metatable != null) {
            visitor.accept(metatable);
        }
    }
}
