package scriptorium.wikitext.preprocess;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import scriptorium.wikitext.text.AsciiSet;

/** Makes a tree of a text in one scan with an explicit stack; linear, whatever the nesting. What never closes turns back into text. */
public final class Preprocessor {

    private static final int MAX_STACK = 2000;
    private static final Node BAR = new Node.Text("|");
    /** Characters that may be markup. */
    private static final AsciiSet SPECIAL = AsciiSet.of("\n=<{[}]|-");

    private final String text;
    private final Set<String> tags;
    private final boolean inclusion;
    private final List<Open> stack = new ArrayList<>();
    /** What is made, level upon level: each open thing's own nodes begin at its mark. */
    private final List<Node> made = new ArrayList<>();
    /** What was read since the last node, and means itself. */
    private int pendingFrom;
    private int pendingTo;
    private final Set<String> unclosed = new HashSet<>();
    private boolean noTagEnds;
    private int headings;
    private int at;

    private static final class Open {
        final char kind;
        int count;
        final boolean lineStart;
        final int start;
        /** Where the nodes of its last part begin. */
        int mark;
        /** The first part: a title. */
        List<Node> title;
        List<Node.Part> parts = List.of();
        int numbered;
        /** Whether a bar in markup for variants waits for its sign of equality. */
        boolean inRule;
        /** The name of the part that is open, when its sign of equality was seen. */
        List<Node> name;

        Open(char kind, int count, boolean lineStart, int start, int mark) {
            this.kind = kind;
            this.count = count;
            this.lineStart = lineStart;
            this.start = start;
            this.mark = mark;
        }
    }

    private Preprocessor(String text, Set<String> tags, boolean inclusion) {
        this.text = text;
        this.tags = tags;
        this.inclusion = inclusion;
    }

    /**
     * @param tags names of extension tags, lower case
     * @param inclusion whether the text is transcluded, not shown as a page
     */
    public static List<Node> parse(String text, Set<String> tags, boolean inclusion) {
        return new Preprocessor(text, tags, inclusion).run();
    }

    private List<Node> run() {
        boolean onlyInclude = inclusion && text.contains("<onlyinclude>") && text.contains("</onlyinclude>");
        boolean skipping = onlyInclude;
        boolean lineStart = true;
        while (at < text.length()) {
            if (skipping) {
                int begin = text.indexOf("<onlyinclude>", at);
                if (begin < 0) {
                    push(new Node.Ignored(text.substring(at)));
                    at = text.length();
                    break;
                }
                push(new Node.Ignored(text.substring(at, begin + 13)));
                at = begin + 13;
                skipping = false;
                continue;
            }
            char c = text.charAt(at);
            if (onlyInclude && c == '<' && text.startsWith("</onlyinclude>", at)) {
                skipping = true;
                continue;
            }
            switch (c) {
                case '\n' -> {
                    closeHeading();
                    take(1);
                    lineStart = true;
                    openHeading();
                    continue;
                }
                case '=' -> {
                    if (lineStart && at == 0) {
                        openHeading();
                        if (at > 0) {
                            lineStart = false;
                            continue;
                        }
                    }
                    equals();
                }
                case '<' -> angle();
                case '-' -> rule(lineStart);
                case '{' -> open('{', lineStart);
                case '[' -> open('[', lineStart);
                case '}' -> close('}');
                case ']' -> close(']');
                case '|' -> pipe();
                default -> {
                    int end = at + 1;
                    while (end < text.length() && plain(end)) {
                        end++;
                    }
                    take(end - at);
                }
            }
            lineStart = false;
        }
        closeHeading();
        return unwound();
    }

    private boolean plain(int place) {
        char c = text.charAt(place);
        return !SPECIAL.has(c) || c == '-' && (place + 1 >= text.length() || text.charAt(place + 1) != '{');
    }

    /** Markup for variants of the language begins with <code>-{</code>, unless the brace is the first of a call or an argument. */
    private void rule(boolean lineStart) {
        int braces = 0;
        while (at + 1 + braces < text.length() && text.charAt(at + 1 + braces) == '{') {
            braces++;
        }
        if (braces != 1 || stack.size() >= MAX_STACK) {
            take(1);
            return;
        }
        stack.add(new Open('-', 1, lineStart, at, made.size()));
        take(2);
    }

    private void endRule() {
        stack.removeLast();
        take(2);
    }

    private void push(Node node) {
        flush();
        made.add(node);
    }

    private void flush() {
        if (pendingTo > pendingFrom) {
            made.add(new Node.Text(text, pendingFrom, pendingTo));
        }
        pendingFrom = pendingTo;
    }

    /** The next characters mean themselves. */
    private void take(int count) {
        if (pendingTo == pendingFrom) {
            pendingFrom = at;
        }
        at += count;
        pendingTo = at;
    }

    /** The nodes made since a mark. */
    private List<Node> taken(int mark) {
        flush();
        int size = made.size() - mark;
        if (size == 0) {
            return List.of();
        }
        if (size == 1) {
            return List.of(made.removeLast());
        }
        List<Node> own = made.subList(mark, made.size());
        List<Node> taken = List.copyOf(own);
        own.clear();
        return taken;
    }

    private Open top() {
        return stack.isEmpty() ? null : stack.getLast();
    }

    private boolean inBraces() {
        Open top = top();
        return top != null && (top.kind == '{' || top.kind == '[');
    }

    /** At the begin of a line: a run of equals signs may begin a heading. */
    private void openHeading() {
        int count = 0;
        while (at + count < text.length() && text.charAt(at + count) == '=' && count < 7) {
            count++;
        }
        if (count == 0) {
            return;
        }
        if (count == 1 && inBraces() && awaitsEquals(top())) {
            return;
        }
        flush();
        count = Math.min(count, 6);
        stack.add(new Open('\n', count, true, at, made.size()));
        take(count);
    }

    /** At the end of a line: if it ends with equals signs, it was a heading. */
    private void closeHeading() {
        Open top = top();
        if (top == null || top.kind != '\n') {
            return;
        }
        stack.removeLast();
        int level = headingLevel(top.start, at, top.count);
        if (level > 0) {
            headings++;
            made.add(new Node.Heading(level, headings, top.start, taken(top.mark)));
        }
    }

    private int headingLevel(int start, int end, int opening) {
        int last = end;
        while (true) {
            int trimmed = last;
            while (trimmed > start && (text.charAt(trimmed - 1) == ' ' || text.charAt(trimmed - 1) == '\t')) {
                trimmed--;
            }
            if (trimmed - 3 >= start && text.startsWith("-->", trimmed - 3)) {
                int comment = trimmed - 3;
                while (comment >= start && !text.startsWith("<!--", comment)) {
                    comment--;
                }
                if (comment >= start) {
                    last = comment;
                    continue;
                }
            }
            last = trimmed;
            break;
        }
        int closing = 0;
        while (last - closing - 1 >= start && text.charAt(last - closing - 1) == '=') {
            closing++;
        }
        int length = last - start;
        if (closing == 0) {
            return 0;
        }
        if (closing == length) {
            return length < 3 ? 0 : Math.min(6, (length - 1) / 2);
        }
        return Math.min(6, Math.min(opening, closing));
    }

    private static boolean awaitsEquals(Open top) {
        return top != null && top.kind == '{' && top.title != null && top.name == null;
    }

    private void equals() {
        Open top = top();
        if (awaitsEquals(top)) {
            top.name = taken(top.mark);
        } else if (top != null && top.kind == '-' && top.inRule) {
            top.inRule = false;
            push(new Node.Equals());
        } else {
            take(1);
            return;
        }
        at++;
    }

    private void pipe() {
        Open top = top();
        if (top != null && top.kind == '{') {
            endPart(top);
            at++;
            return;
        }
        take(1);
        if (top != null) {
            top.inRule = true;
        }
    }

    private void endPart(Open top) {
        List<Node> nodes = taken(top.mark);
        if (top.title == null) {
            top.title = nodes;
            return;
        }
        if (top.parts.isEmpty()) {
            top.parts = new ArrayList<>(4);
        }
        top.parts.add(top.name == null ? new Node.Part(List.of(), ++top.numbered, nodes) : new Node.Part(top.name, 0, nodes));
        top.name = null;
    }

    private int run(char c) {
        int count = 0;
        while (at + count < text.length() && text.charAt(at + count) == c) {
            count++;
        }
        return count;
    }

    private void open(char c, boolean lineStart) {
        int count = run(c);
        if (count < 2 || stack.size() >= MAX_STACK) {
            take(count);
            return;
        }
        boolean first = at > 0 && text.charAt(at - 1) == '\n';
        int start = at;
        if (c == '[') {
            // Brackets are text, whether they close or not.
            take(count);
        } else {
            flush();
            at += count;
        }
        stack.add(new Open(c, count, first, start, made.size()));
    }

    private void close(char c) {
        Open top = top();
        char opening = c == '}' ? '{' : '[';
        int count = run(c);
        boolean endsRule = c == '}' && text.startsWith("}-", at);
        if (top != null && top.kind == '-' && endsRule) {
            endRule();
            return;
        }
        if (top != null && top.kind == '-' && c == '}') {
            // The last of them may belong to the end of the markup.
            take(Math.max(1, count - 1));
            return;
        }
        if (top == null || top.kind != opening || count < 2 || top.count < 2) {
            take(count < 2 ? 1 : count);
            return;
        }
        int matched = Math.min(Math.min(top.count, count), opening == '{' ? 3 : 2);
        if (opening == '[') {
            take(matched);
            top.count -= 2;
            if (top.count < 2) {
                stack.removeLast();
            }
            return;
        }
        at += matched;
        endPart(top);
        stack.removeLast();
        int left = top.count - matched;
        Node call = call(top, matched, left);
        if (left >= 2) {
            stack.add(new Open(opening, left, top.lineStart, top.start, top.mark));
        } else if (left == 1) {
            made.add(new Node.Text("{"));
        }
        made.add(call);
    }

    private static Node call(Open open, int matched, int left) {
        boolean lineStart = open.lineStart && left == 0;
        return matched == 3 ? new Node.Argument(open.title, open.parts, lineStart) : new Node.Template(open.title, open.parts, lineStart);
    }

    /** All nodes, where what is still open has turned back into text. */
    private List<Node> unwound() {
        flush();
        if (stack.isEmpty()) {
            return made;
        }
        List<Node> all = new ArrayList<>(made.size() + 4 * stack.size());
        int from = 0;
        for (Open open : stack) {
            if (open.kind == '{') {
                copy(from, open.mark, all);
                from = open.mark;
                unwind(open, all);
            }
        }
        copy(from, made.size(), all);
        return all;
    }

    private void copy(int from, int to, List<Node> out) {
        for (int i = from; i < to; i++) {
            out.add(made.get(i));
        }
    }

    private static void unwind(Open open, List<Node> out) {
        out.add(new Node.Text("{".repeat(open.count)));
        if (open.title != null) {
            out.addAll(open.title);
            out.add(BAR);
        }
        for (Node.Part part : open.parts) {
            if (part.named()) {
                unwindName(part.name(), out);
            }
            out.addAll(part.value());
            out.add(BAR);
        }
        if (open.name != null) {
            unwindName(open.name, out);
        }
    }

    private static void unwindName(List<Node> name, List<Node> out) {
        out.addAll(name);
        out.add(new Node.Equals());
    }

    private void angle() {
        if (text.startsWith("<!--", at)) {
            comment();
            return;
        }
        int nameEnd = at + 1;
        boolean closing = nameEnd < text.length() && text.charAt(nameEnd) == '/';
        if (closing) {
            nameEnd++;
        }
        int nameStart = nameEnd;
        while (nameEnd < text.length() && (Character.isLetterOrDigit(text.charAt(nameEnd)) || text.charAt(nameEnd) == '-' || text.charAt(nameEnd) == ':')) {
            nameEnd++;
        }
        String name = text.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
        boolean ends = nameEnd < text.length() && (Character.isWhitespace(text.charAt(nameEnd)) || text.charAt(nameEnd) == '>' || text.startsWith("/>", nameEnd));
        if (!name.isEmpty() && ends && includeTag(name, closing)) {
            return;
        }
        if (closing || name.isEmpty() || !ends || !tags.contains(name)) {
            take(1);
            return;
        }
        int end = endOfTag(nameEnd);
        if (end < 0) {
            take(1);
            return;
        }
        boolean empty = text.charAt(end - 1) == '/';
        String attributes = text.substring(nameEnd, empty ? end - 1 : end);
        if (empty) {
            push(new Node.Extension(text.substring(nameStart, nameEnd), attributes, null, ""));
            at = end + 1;
            return;
        }
        int close = closeTag(name, end + 1);
        if (close < 0) {
            take(end + 1 - at);
            return;
        }
        int closeEnd = text.indexOf('>', close) + 1;
        push(new Node.Extension(text.substring(nameStart, nameEnd), attributes, text.substring(end + 1, close), text.substring(close, closeEnd)));
        at = closeEnd;
    }

    /** -1 when there is none; remembered, so that many open tags cost no more than one. */
    private int endOfTag(int from) {
        int end = noTagEnds ? -1 : text.indexOf('>', from);
        noTagEnds = end < 0;
        return end;
    }

    private int closeTag(String name, int from) {
        if (unclosed.contains(name)) {
            return -1;
        }
        int search = from;
        while (true) {
            int found = text.indexOf("</", search);
            if (found < 0) {
                unclosed.add(name);
                return -1;
            }
            if (text.regionMatches(true, found + 2, name, 0, name.length())) {
                int after = found + 2 + name.length();
                while (after < text.length() && Character.isWhitespace(text.charAt(after))) {
                    after++;
                }
                if (after < text.length() && text.charAt(after) == '>') {
                    return found;
                }
            }
            search = found + 2;
        }
    }

    private boolean includeTag(String name, boolean closing) {
        boolean hidesContent = name.equals(inclusion ? "noinclude" : "includeonly");
        boolean known = hidesContent && !closing || name.equals(inclusion ? "includeonly" : "noinclude") || name.equals("onlyinclude");
        if (!known) {
            return false;
        }
        int end = endOfTag(at);
        if (end < 0) {
            return false;
        }
        if (closing || !hidesContent || text.charAt(end - 1) == '/') {
            push(new Node.Ignored(text.substring(at, end + 1)));
            at = end + 1;
            return true;
        }
        int close = closeTag(name, end + 1);
        int to = close < 0 ? text.length() : text.indexOf('>', close) + 1;
        push(new Node.Ignored(text.substring(at, to)));
        at = to;
        return true;
    }

    /** Comments alone on their line take the line with them, each the blanks behind it, the first those before it. */
    private void comment() {
        int before = at;
        while (before > 0 && blank(before - 1)) {
            before--;
        }
        int after = commentEnd(at);
        if (before > 0 && text.charAt(before - 1) == '\n' && pendingTo - pendingFrom >= at - before) {
            int line = blanksEnd(after);
            while (text.startsWith("<!--", line)) {
                line = blanksEnd(commentEnd(line));
            }
            if (line < text.length() && text.charAt(line) == '\n') {
                pendingTo -= at - before;
                comments(before, line + 1);
                openHeading();
                return;
            }
        }
        push(new Node.Comment(text.substring(at, after)));
        at = after;
    }

    private void comments(int from, int to) {
        int begin = from;
        while (begin < to) {
            int end = blanksEnd(commentEnd(text.indexOf("<!--", begin)));
            end = end + 1 == to ? to : end;
            push(new Node.Comment(text.substring(begin, end)));
            begin = end;
        }
        at = to;
    }

    private int commentEnd(int begin) {
        int end = text.indexOf("-->", begin + 4);
        return end < 0 ? text.length() : end + 3;
    }

    private boolean blank(int place) {
        return text.charAt(place) == ' ' || text.charAt(place) == '\t';
    }

    private int blanksEnd(int from) {
        int end = from;
        while (end < text.length() && blank(end)) {
            end++;
        }
        return end;
    }
}
