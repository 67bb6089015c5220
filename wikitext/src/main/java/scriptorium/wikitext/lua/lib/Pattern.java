package scriptorium.wikitext.lua.lib;

import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;

/** Lua's patterns. A run of it costs ticks, so that a bad pattern ends with the script's time. */
public final class Pattern {

    private static final int MAX_CAPTURES = 32;
    private static final int MAX_DEPTH = 220;
    private static final int OPEN = -1;
    private static final int POSITION = -2;

    private final Lua lua;
    private final Text text;
    private final Text pattern;
    private int depth;
    private int captures;
    private final int[] starts = new int[MAX_CAPTURES];
    private final int[] lengths = new int[MAX_CAPTURES];

    public Pattern(Lua lua, Text text, Text pattern) {
        this.lua = lua;
        this.text = text;
        this.pattern = pattern;
    }

    /** The first match from a place on: where it begins and ends; null when there is none. */
    public int[] find(int from) {
        boolean anchored = pattern.length() > 0 && pattern.at(0) == '^';
        for (int at = from; at <= text.length(); at++) {
            int end = matchHere(at, anchored ? 1 : 0);
            if (end >= 0) {
                return new int[] {at, end};
            }
            if (anchored) {
                return null;
            }
        }
        return null;
    }

    /** The end of a match that begins here, -1 when there is none. A leading {@code ^} is a sign like others. */
    public int matchHere(int at, int patternFrom) {
        captures = 0;
        depth = 0;
        return match(at, patternFrom);
    }

    /** The captures of the match; all of it when the pattern has none. */
    public Object[] captured(int from, int to) {
        if (captures == 0) {
            return new Object[] {lua.allocated(text.part(from, to))};
        }
        Object[] out = new Object[captures];
        for (int i = 0; i < captures; i++) {
            out[i] = capture(i);
        }
        return out;
    }

    /** One capture of the match; the first is all of it when the pattern has none. */
    Object capture(int i, int from, int to) {
        if (i >= captures) {
            if (i > 0) {
                throw new LuaError("invalid capture index");
            }
            return lua.allocated(text.part(from, to));
        }
        return capture(i);
    }

    public Object[] onlyCaptures() {
        return captures == 0 ? Lua.NOTHING : captured(0, 0);
    }

    private Object capture(int i) {
        if (lengths[i] == POSITION) {
            return (double) (starts[i] + 1);
        }
        if (lengths[i] == OPEN) {
            throw new LuaError("unfinished capture");
        }
        return lua.allocated(text.part(starts[i], starts[i] + lengths[i]));
    }

    private int match(int from, int patternFrom) {
        if (++depth > MAX_DEPTH) {
            throw new LuaError("pattern too complex");
        }
        try {
            int s = from;
            int p = patternFrom;
            while (p < pattern.length()) {
                lua.tick();
                switch (pattern.at(p)) {
                    case '(' -> {
                        return p + 1 < pattern.length() && pattern.at(p + 1) == ')' ? open(s, p + 2, POSITION) : open(s, p + 1, OPEN);
                    }
                    case ')' -> {
                        return close(s, p + 1);
                    }
                    case '$' -> {
                        if (p + 1 == pattern.length()) {
                            return s == text.length() ? s : -1;
                        }
                    }
                    case '%' -> {
                        int kind = p + 1 < pattern.length() ? pattern.at(p + 1) : 0;
                        if (kind == 'b') {
                            s = balance(s, p + 2);
                            if (s < 0) {
                                return -1;
                            }
                            p += 4;
                            continue;
                        }
                        if (kind == 'f') {
                            p = frontier(s, p + 2);
                            if (p < 0) {
                                return -1;
                            }
                            continue;
                        }
                        if (kind >= '0' && kind <= '9') {
                            s = back(s, kind);
                            if (s < 0) {
                                return -1;
                            }
                            p += 2;
                            continue;
                        }
                    }
                    default -> {}
                }
                int end = classEnd(p);
                int suffix = end < pattern.length() ? pattern.at(end) : 0;
                if (suffix == '?') {
                    if (single(s, p, end)) {
                        int rest = match(s + 1, end + 1);
                        if (rest >= 0) {
                            return rest;
                        }
                    }
                    p = end + 1;
                } else if (suffix == '*' || suffix == '+') {
                    return suffix == '+' && !single(s, p, end) ? -1 : longest(suffix == '+' ? s + 1 : s, p, end);
                } else if (suffix == '-') {
                    return shortest(s, p, end);
                } else {
                    if (!single(s, p, end)) {
                        return -1;
                    }
                    s++;
                    p = end;
                }
            }
            return s;
        } finally {
            depth--;
        }
    }

    private int open(int s, int p, int kind) {
        if (captures >= MAX_CAPTURES) {
            throw new LuaError("too many captures");
        }
        starts[captures] = s;
        lengths[captures] = kind;
        captures++;
        int end = match(s, p);
        if (end < 0) {
            captures--;
        }
        return end;
    }

    private int close(int s, int p) {
        int last = -1;
        for (int i = captures - 1; i >= 0 && last < 0; i--) {
            last = lengths[i] == OPEN ? i : -1;
        }
        if (last < 0) {
            throw new LuaError("invalid pattern capture");
        }
        lengths[last] = s - starts[last];
        int end = match(s, p);
        if (end < 0) {
            lengths[last] = OPEN;
        }
        return end;
    }

    private int balance(int s, int p) {
        if (p + 1 >= pattern.length()) {
            throw new LuaError("unbalanced pattern");
        }
        if (s >= text.length() || text.at(s) != pattern.at(p)) {
            return -1;
        }
        int level = 1;
        for (int i = s + 1; i < text.length(); i++) {
            int c = text.at(i);
            if (c == pattern.at(p + 1)) {
                if (--level == 0) {
                    return i + 1;
                }
            } else if (c == pattern.at(p)) {
                level++;
            }
        }
        return -1;
    }

    /** Where the pattern goes on, -1 when there is no frontier. */
    private int frontier(int s, int p) {
        if (p >= pattern.length() || pattern.at(p) != '[') {
            throw new LuaError("missing '[' after '%f' in pattern");
        }
        int end = classEnd(p);
        int before = s == 0 ? 0 : text.at(s - 1);
        int after = s < text.length() ? text.at(s) : 0;
        return !set(before, p, end - 1) && set(after, p, end - 1) ? end : -1;
    }

    private int back(int s, int digit) {
        int i = digit - '1';
        if (i < 0 || i >= captures || lengths[i] == OPEN) {
            throw new LuaError("invalid capture index");
        }
        int n = lengths[i];
        if (text.length() - s < n) {
            return -1;
        }
        for (int k = 0; k < n; k++) {
            if (text.at(starts[i] + k) != text.at(s + k)) {
                return -1;
            }
        }
        return s + n;
    }

    private int longest(int from, int p, int end) {
        int s = from;
        while (single(s, p, end)) {
            s++;
        }
        for (; s >= from; s--) {
            lua.tick();
            int rest = match(s, end + 1);
            if (rest >= 0) {
                return rest;
            }
        }
        return -1;
    }

    private int shortest(int from, int p, int end) {
        for (int s = from;; s++) {
            lua.tick();
            int rest = match(s, end + 1);
            if (rest >= 0) {
                return rest;
            }
            if (!single(s, p, end)) {
                return -1;
            }
        }
    }

    private int classEnd(int from) {
        int p = from;
        int c = pattern.at(p++);
        if (c == '%') {
            if (p >= pattern.length()) {
                throw new LuaError("malformed pattern (ends with '%')");
            }
            return p + 1;
        }
        if (c == '[') {
            if (p < pattern.length() && pattern.at(p) == '^') {
                p++;
            }
            do {
                if (p >= pattern.length()) {
                    throw new LuaError("malformed pattern (missing ']')");
                }
                if (pattern.at(p++) == '%') {
                    p++;
                }
            } while (p >= pattern.length() || pattern.at(p) != ']');
            return p + 1;
        }
        return p;
    }

    private boolean single(int s, int p, int end) {
        if (s >= text.length()) {
            return false;
        }
        int c = text.at(s);
        return switch (pattern.at(p)) {
            case '.' -> true;
            case '%' -> inClass(c, pattern.at(p + 1));
            case '[' -> set(c, p, end - 1);
            default -> pattern.at(p) == c;
        };
    }

    private boolean inClass(int c, int kind) {
        boolean upper = kind >= 'A' && kind <= 'Z';
        char lower = (char) (upper ? kind + 32 : kind);
        if ("adlsuwxpcz".indexOf(lower) < 0 || kind > 127) {
            return kind == c;
        }
        return text.is(c, lower) != upper;
    }

    private boolean set(int c, int from, int close) {
        int p = from + 1;
        boolean wanted = true;
        if (pattern.at(p) == '^') {
            wanted = false;
            p++;
        }
        while (p < close) {
            if (pattern.at(p) == '%') {
                if (inClass(c, pattern.at(p + 1))) {
                    return wanted;
                }
                p += 2;
            } else if (p + 2 < close && pattern.at(p + 1) == '-') {
                if (pattern.at(p) <= c && c <= pattern.at(p + 2)) {
                    return wanted;
                }
                p += 3;
            } else {
                if (pattern.at(p) == c) {
                    return wanted;
                }
                p++;
            }
        }
        return !wanted;
    }
}
