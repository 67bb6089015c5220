package scriptorium.wikitext.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Wiki links: pages, categories, files, other wikis. Whether pages exist is asked once, at the end. */
public final class InternalLinks {

    private record Link(Title title, String label) {}

    private final ParseState state;
    private final LinkUrls urls;
    private final List<Link> held = new ArrayList<>();

    public InternalLinks(ParseState state) {
        this.state = state;
        urls = new LinkUrls(state.site, state.titles);
    }

    public String apply(String text) {
        return apply(text, 0);
    }

    private String apply(String text, int depth) {
        int at = text.indexOf("[[");
        if (at < 0 || depth > 20) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 256);
        int from = 0;
        while (at >= 0) {
            int end = close(text, at);
            if (end < 0) {
                out.append(text, from, at + 2);
                from = at + 2;
                at = text.indexOf("[[", from);
                continue;
            }
            int inner = text.indexOf("[[", at + 2);
            boolean nested = inner >= 0 && inner < end;
            String body = text.substring(at + 2, end);
            int trailEnd = end + 2;
            while (trailEnd < text.length() && text.charAt(trailEnd) >= 'a' && text.charAt(trailEnd) <= 'z') {
                trailEnd++;
            }
            Optional<String> made = link(body, text.substring(end + 2, trailEnd), nested, depth, out, text, from, at);
            if (made.isEmpty()) {
                out.append(text, from, at + 2);
                from = at + 2;
                at = text.indexOf("[[", from);
                continue;
            }
            if (consumedPrefix) {
                consumedPrefix = false;
            } else {
                out.append(text, from, at);
            }
            out.append(made.get());
            from = usedTrail ? trailEnd : end + 2;
            at = text.indexOf("[[", from);
        }
        return out.append(text, from, text.length()).toString();
    }

    private boolean consumedPrefix;
    private boolean usedTrail;

    private static int close(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c == '[' && text.charAt(i + 1) == '[') {
                depth++;
                i++;
            } else if (c == ']' && text.charAt(i + 1) == ']') {
                depth--;
                if (depth == 0) {
                    return i;
                }
                i++;
            } else if (c == '\n' && depth == 1 && text.substring(open + 2, i).indexOf('|') < 0) {
                return -1;
            } else if (i - open > 100_000) {
                return -1;
            }
        }
        return -1;
    }

    private Optional<String> link(String body, String trail, boolean nested, int depth, StringBuilder out, String text, int from, int at) {
        usedTrail = false;
        int bar = body.indexOf('|');
        String target = bar < 0 ? body : body.substring(0, bar);
        String label = bar < 0 ? "" : body.substring(bar + 1);
        if (target.indexOf('[') >= 0 || target.indexOf(']') >= 0 || target.indexOf('\u007F') >= 0 || target.matches("\\s*+:?\\s*+(?:https?|ftp)://.*+")) {
            return Optional.empty();
        }
        boolean colon = target.stripLeading().startsWith(":");
        String wanted = target.strip();
        if (wanted.startsWith("/") && state.titles.namespace(state.request.page().namespace()).map(Namespace::subpages).orElse(false)) {
            String sub = wanted.endsWith("/") && wanted.length() > 1 ? wanted.substring(1, wanted.length() - 1) : wanted.substring(1);
            label = bar < 0 ? (wanted.endsWith("/") ? sub : wanted) : label;
            bar = Math.max(bar, 0);
            wanted = state.titles.fullText(state.request.page()) + "/" + sub;
        }
        Optional<Title> parsed = state.titles.parse(wanted.indexOf('%') >= 0 ? decode(wanted) : wanted, Namespace.MAIN).title();
        if (parsed.isEmpty() && wanted.startsWith("#")) {
            parsed = Optional.of(new Title("", state.request.page().namespace(), "", wanted.substring(1)));
        }
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        Title title = parsed.get();
        if (!title.isLocal()) {
            return Optional.of(interwiki(title, bar < 0 ? wanted.startsWith(":") ? wanted.substring(1) : wanted : apply(label, depth + 1), trail, colon));
        }
        if (!colon && title.namespace() == Namespace.CATEGORY) {
            state.categories.put(title.text(), label.strip());
            String before = text.substring(from, at);
            out.append(before.stripTrailing().isEmpty() && !before.isEmpty() && before.indexOf('\n') >= 0 ? before.replaceAll("\\s*\\n\\s*$", "\n") : before);
            trimLineEnd(out);
            consumedPrefix = true;
            return Optional.of("");
        }
        if (!colon && title.namespace() == Namespace.FILE) {
            return Optional.of(file(title, label, depth));
        }
        if (nested) {
            return Optional.empty();
        }
        usedTrail = true;
        String shown = bar >= 0 && !label.isEmpty() ? label : bar >= 0 ? wanted : colon ? wanted.substring(1).strip() : wanted;
        if (title.text().isEmpty()) {
            return Optional.of("<a href=\"#" + Sanitizer.escape(LinkUrls.anchor(title.fragment())) + "\">" + shown + trail + "</a>");
        }
        if (title.namespace() >= 0 || title.namespace() == Namespace.MEDIA) {
            held.add(new Link(title, shown + trail));
            return Optional.of("\u0002" + (held.size() - 1) + "\u0002");
        }
        return Optional.of("<a href=\"" + Sanitizer.escape(urls.local(title, "")) + "\" title=\"" + Sanitizer.escape(state.titles.fullText(title)) + "\">" + shown + trail + "</a>");
    }

    private static void trimLineEnd(StringBuilder out) {
        int end = out.length();
        while (end > 0 && (out.charAt(end - 1) == ' ' || out.charAt(end - 1) == '\t')) {
            end--;
        }
        if (end > 0 && out.charAt(end - 1) == '\n') {
            out.setLength(end - 1);
        }
    }

    private static String decode(String text) {
        try {
            return java.net.URLDecoder.decode(text.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException bad) {
            return text;
        }
    }

    private String interwiki(Title title, String label, String trail, boolean colon) {
        var prefix = state.site.interwiki().get(title.interwiki());
        if (!colon && prefix != null && !prefix.language().isEmpty()) {
            state.languageLinks.add(title);
            return "";
        }
        state.interwikiLinks.add(title);
        usedTrail = true;
        String url = prefix == null ? "" : prefix.url().replace("$1", LinkUrls.encode(title.dbKey()));
        String fragment = title.fragment().isEmpty() ? "" : "#" + LinkUrls.anchor(title.fragment());
        return "<a href=\"" + Sanitizer.escape(url + fragment) + "\" class=\"extiw\" title=\"" + Sanitizer.escape(title.interwiki() + ":" + title.text()) + "\">" + label
                + trail + "</a>";
    }

    private String file(Title title, String options, int depth) {
        state.images.put(title.dbKey(), true);
        MediaOptions media = MediaOptions.read(options);
        String caption = apply(media.caption(), depth + 1);
        FileInfo info = state.source.files(List.of(title)).get(title);
        return Media.html(state, urls, title, info, media, caption);
    }

    /** Puts the links in, once it is known which pages exist. */
    public String replaceHeld(String text) {
        List<Title> wanted = held.stream().map(link -> link.title().withoutFragment()).distinct().toList();
        Map<Title, LinkState> states = wanted.isEmpty() ? Map.of() : new HashMap<>(state.source.links(wanted));
        for (Title title : wanted) {
            if (!title.equals(state.request.page())) {
                state.links.put(title, states.getOrDefault(title, LinkState.MISSING) != LinkState.MISSING);
            }
        }
        if (text.indexOf('\u0002') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 1024);
        int at = 0;
        while (true) {
            int from = text.indexOf('\u0002', at);
            int to = from < 0 ? -1 : text.indexOf('\u0002', from + 1);
            if (to < 0) {
                return out.append(text, at, text.length()).toString();
            }
            out.append(text, at, from).append(anchor(held.get(Integer.parseInt(text.substring(from + 1, to))), states));
            at = to + 1;
        }
    }

    private String anchor(Link link, Map<Title, LinkState> states) {
        Title title = link.title();
        String full = Sanitizer.escape(state.titles.fullText(title));
        if (title.withoutFragment().equals(state.request.page()) && title.fragment().isEmpty()) {
            return "<a class=\"mw-selflink selflink\">" + link.label() + "</a>";
        }
        if (title.withoutFragment().equals(state.request.page())) {
            return "<a class=\"mw-selflink-fragment\" href=\"#" + Sanitizer.escape(LinkUrls.anchor(title.fragment())) + "\">" + link.label() + "</a>";
        }
        return switch (states.getOrDefault(title.withoutFragment(), LinkState.MISSING)) {
            case MISSING -> "<a href=\"" + Sanitizer.escape(urls.local(title.withoutFragment(), "action=edit&redlink=1")) + "\" class=\"new\" title=\"" + full
                    + " (page does not exist)\">" + link.label() + "</a>";
            case EXISTS -> "<a href=\"" + Sanitizer.escape(urls.local(title, "")) + "\" title=\"" + full + "\">" + link.label() + "</a>";
            case REDIRECT -> "<a href=\"" + Sanitizer.escape(urls.local(title, "")) + "\" class=\"mw-redirect\" title=\"" + full + "\">" + link.label() + "</a>";
        };
    }
}
