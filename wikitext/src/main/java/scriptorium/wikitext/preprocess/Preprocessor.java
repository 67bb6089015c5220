package scriptorium.wikitext.preprocess;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes a tree of a text in one scan with an explicit stack; linear, whatever the nesting. What never closes turns back into text. */
public final class Preprocessor {

    private static final int MAX_STACK = 2000;

    private final String text;
    private final Set<String> tags;
    private final boolean inclusion;
    private final List<Open> stack = new ArrayList<>();
    private List<Node> out = new ArrayList<>();
    private final StringBuilder pending = new StringBuilder();
    private final Set<String> unclosed = new HashSet<>();
    private boolean noTagEnds;
    private int headings;
    private int at;

    private static final class Open {
        final char kind;
        int count;
        final boolean lineStart;
        final int start;
        final List<Node> before;
        final List<List<Node>> parts = new ArrayList<>();
        final List<Integer> equals = new ArrayList<>();
        int equalsAt = -1;

        Open(char kind, int count, boolean lineStart, int start, List<Node> before) {
            this.kind = kind;
            this.count = count;
            this.lineStart = lineStart;
            this.start = start;
            this.before = before;
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
                    pending.append('\n');
                    at++;
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
                    int from = at;
                    do {
                        at++;
                    } while (at < text.length() && plain(at));
                    pending.append(text, from, at);
                }
            }
            lineStart = false;
        }
        closeHeading();
        while (!stack.isEmpty()) {
            unwind();
        }
        flush();
        return out;
    }

    private boolean plain(int place) {
        char c = text.charAt(place);
        return c == '-' ? place + 1 >= text.length() || text.charAt(place + 1) != '{' : "\n=<{[}]|".indexOf(c) < 0;
    }

    /** Markup for variants of the language begins with <code>-{</code>, unless the brace is the first of a call or an argument. */
    private void rule(boolean lineStart) {
        int braces = 0;
        while (at + 1 + braces < text.length() && text.charAt(at + 1 + braces) == '{') {
            braces++;
        }
        if (braces == 0 || braces == 2 || braces == 3 || stack.size() >= MAX_STACK) {
            pending.append('-');
            at++;
            return;
        }
        flush();
        stack.add(new Open('-', 1, lineStart, at, out));
        out = new ArrayList<>();
        at += 2;
    }

    private void endRule(Open top) {
        flush();
        List<Node> inner = out;
        stack.removeLast();
        out = top.before;
        out.add(new Node.Text("-{"));
        out.addAll(inner);
        out.add(new Node.Text("}-"));
        at += 2;
    }

    private void push(Node node) {
        flush();
        out.add(node);
    }

    private void flush() {
        if (!pending.isEmpty()) {
            out.add(new Node.Text(pending.toString()));
            pending.setLength(0);
        }
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
        if (count == 1 && inBraces() && top().kind == '{' && top().equalsAt < 0 && !top().parts.isEmpty()) {
            return;
        }
        flush();
        count = Math.min(count, 6);
        Open heading = new Open('\n', count, true, at, out);
        stack.add(heading);
        out = new ArrayList<>();
        pending.append(text, at, at + count);
        at += count;
    }

    /** At the end of a line: if it ends with equals signs, it was a heading. */
    private void closeHeading() {
        Open top = top();
        if (top == null || top.kind != '\n') {
            return;
        }
        stack.removeLast();
        flush();
        List<Node> children = out;
        out = top.before;
        int level = headingLevel(top.start, at, top.count);
        if (level > 0) {
            headings++;
            out.add(new Node.Heading(level, headings, top.start, children));
        } else {
            out.addAll(children);
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
                int comment = text.lastIndexOf("<!--", trimmed - 3);
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

    private void equals() {
        Open top = top();
        if (top != null && top.kind == '{' && !top.parts.isEmpty() && top.equalsAt < 0) {
            flush();
            top.equalsAt = out.size();
        }
        pending.append('=');
        at++;
    }

    private void pipe() {
        Open top = top();
        if (top != null && top.kind == '{') {
            endPart(top);
            at++;
        } else {
            pending.append('|');
            at++;
        }
    }

    private void endPart(Open top) {
        flush();
        top.parts.add(out);
        top.equals.add(top.equalsAt);
        top.equalsAt = -1;
        out = new ArrayList<>();
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
            pending.append(c);
            at++;
            return;
        }
        flush();
        boolean first = at > 0 && text.charAt(at - 1) == '\n';
        stack.add(new Open(c, count, first, at, out));
        out = new ArrayList<>();
        at += count;
    }

    private void close(char c) {
        Open top = top();
        char opening = c == '}' ? '{' : '[';
        int count = run(c);
        boolean endsRule = c == '}' && text.startsWith("}-", at);
        if (top != null && top.kind == '\n' && stack.size() > 1 && (stack.get(stack.size() - 2).kind == opening || endsRule && stack.get(stack.size() - 2).kind == '-')) {
            // A heading line cannot hold the end of a call that began before it.
            stack.removeLast();
            flush();
            List<Node> children = out;
            out = top.before;
            out.addAll(children);
            top = top();
        }
        if (top != null && top.kind == '-' && endsRule) {
            endRule(top);
            return;
        }
        if (top != null && top.kind == '-' && c == '}') {
            pending.append(c);
            at++;
            return;
        }
        if (top == null || top.kind != opening || count < 2 || top.count < 2) {
            pending.append(text, at, at + (count < 2 ? 1 : count));
            at += count < 2 ? 1 : count;
            return;
        }
        int matched = Math.min(Math.min(top.count, count), opening == '{' ? 3 : 2);
        endPart(top);
        stack.removeLast();
        at += matched;
        int left = top.count - matched;
        if (opening == '[') {
            List<Node> inner = top.parts.getFirst();
            out = new ArrayList<>();
            out.add(new Node.Text("[["));
            out.addAll(inner);
            out.add(new Node.Text("]]"));
        } else {
            out = new ArrayList<>(List.of(call(top, matched, left)));
        }
        if (left >= 2) {
            Open rest = new Open(opening, left, top.lineStart, top.start, top.before);
            stack.add(rest);
        } else {
            List<Node> made = out;
            out = top.before;
            if (left == 1) {
                out.add(new Node.Text(String.valueOf(opening)));
            }
            out.addAll(made);
        }
    }

    private static Node call(Open open, int matched, int left) {
        List<Node.Part> parts = new ArrayList<>();
        int number = 0;
        for (int i = 1; i < open.parts.size(); i++) {
            List<Node> nodes = open.parts.get(i);
            int equals = open.equals.get(i);
            if (equals < 0) {
                parts.add(new Node.Part(List.of(), ++number, nodes));
            } else {
                List<Node> value = new ArrayList<>(nodes.subList(equals, nodes.size()));
                String first = ((Node.Text) value.getFirst()).text().substring(1);
                if (first.isEmpty()) {
                    value.removeFirst();
                } else {
                    value.set(0, new Node.Text(first));
                }
                parts.add(new Node.Part(List.copyOf(nodes.subList(0, equals)), 0, value));
            }
        }
        boolean lineStart = open.lineStart && left == 0;
        return matched == 3 ? new Node.Argument(open.parts.getFirst(), parts, lineStart) : new Node.Template(open.parts.getFirst(), parts, lineStart);
    }

    /** Turns the innermost open thing back into text. */
    private void unwind() {
        flush();
        Open top = stack.removeLast();
        List<Node> inner = out;
        out = top.before;
        if (top.kind != '\n') {
            out.add(new Node.Text(top.kind == '-' ? "-{" : String.valueOf(top.kind).repeat(top.count)));
            for (List<Node> part : top.parts) {
                out.addAll(part);
                out.add(new Node.Text("|"));
            }
        }
        out.addAll(inner);
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
        boolean ends = nameEnd < text.length() && (Character.isWhitespace(text.charAt(nameEnd)) || text.charAt(nameEnd) == '>' || text.charAt(nameEnd) == '/');
        if (!name.isEmpty() && ends && includeTag(name, closing)) {
            return;
        }
        if (closing || name.isEmpty() || !ends || !tags.contains(name)) {
            pending.append('<');
            at++;
            return;
        }
        int end = endOfTag(nameEnd);
        if (end < 0) {
            pending.append('<');
            at++;
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
            pending.append(text, at, end + 1);
            at = end + 1;
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

    /** A comment alone on its line takes the line with it. */
    private void comment() {
        int end = text.indexOf("-->", at + 4);
        int to = end < 0 ? text.length() : end + 3;
        int from = at;
        int before = at;
        while (before > 0 && (text.charAt(before - 1) == ' ' || text.charAt(before - 1) == '\t')) {
            before--;
        }
        int after = to;
        while (true) {
            while (after < text.length() && (text.charAt(after) == ' ' || text.charAt(after) == '\t')) {
                after++;
            }
            if (text.startsWith("<!--", after)) {
                int next = text.indexOf("-->", after + 4);
                after = next < 0 ? text.length() : next + 3;
                continue;
            }
            break;
        }
        boolean alone = before > 0 && text.charAt(before - 1) == '\n' && after < text.length() && text.charAt(after) == '\n';
        if (alone && pending.length() >= from - before) {
            pending.setLength(pending.length() - (from - before));
            push(new Node.Comment(text.substring(before, after + 1)));
            at = after + 1;
            openHeading();
        } else {
            push(new Node.Comment(text.substring(from, to)));
            at = to;
        }
    }
}
