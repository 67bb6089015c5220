package scriptorium.wikitext.summary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.language.WikitextEscape;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.SpecialPages;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Formats edit summaries. Immutable. */
public final class SummaryFormatter {

    /** A piece of the output: HTML that is settled, or a link that waits for its page's state. */
    private sealed interface Piece {
        record Html(String html) implements Piece {}

        record Link(Title title, String labelHtml) implements Piece {
            boolean isMedia() {
                return title.isLocal() && title.namespace() == Namespace.MEDIA;
            }

            /** The page of the file. */
            Title file() {
                return Title.of(Namespace.FILE, title.text());
            }
        }
    }

    private final TitleParser titles;
    private final LinkUrls urls;

    public SummaryFormatter(WikiSite site, TitleParser titles) {
        this.titles = titles;
        urls = new LinkUrls(site, titles);
    }

    /** @param page where section marks and bare fragments lead; empty where there is no page */
    public String html(String summary, Optional<Title> page, WikiSource source) {
        String text = EscapedText.of(summary.replace('\n', ' '));
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf("/*", at);
            int close = open < 0 ? -1 : text.indexOf("*/", open + 2);
            if (close < 0) {
                break;
            }
            links(text.substring(at, open), page, pieces);
            section(text.substring(open + 2, close).strip(), close + 2 < text.length(), page, pieces);
            at = close + 2;
        }
        links(text.substring(at), page, pieces);
        return write(pieces, source);
    }

    private void section(String escaped, boolean more, Optional<Title> page, List<Piece> pieces) {
        if (escaped.isEmpty() && !more) {
            return;
        }
        StringBuilder html = new StringBuilder("<span class=\"autocomment\">");
        if (!escaped.isEmpty()) {
            String shown = "→<bdi dir=\"ltr\">" + unbracketed(escaped) + "</bdi>";
            html.append(page.map(title -> sectionLink(title, anchor(EscapedText.plain(escaped)), shown)).orElse(shown));
        }
        pieces.add(new Piece.Html(html.append(more ? ": </span>" : "</span>").toString()));
    }

    private String sectionLink(Title page, String anchor, String shown) {
        return "<a href=\"" + unbracketed(WikitextEscape.html(urls.local(page.withoutFragment(), "") + urls.fragment(anchor))) + "\" title=\""
                + WikitextEscape.html(titles.fullText(page)) + "\">" + shown + "</a>";
    }

    private static String unbracketed(String html) {
        return html.replace("[", "&#91;").replace("]", "&#93;");
    }

    /** Link brackets are dropped, runs of blanks and underscores become one. */
    private static String anchor(String section) {
        StringBuilder out = new StringBuilder(section.length());
        String plain = section.replace("[[:", "").replace("[[", "").replace("]]", "");
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i) == '_' ? ' ' : plain.charAt(i);
            if (c != ' ' || !out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(c);
            }
        }
        return out.toString().strip();
    }

    private void links(String text, Optional<Title> page, List<Piece> pieces) {
        int at = 0;
        int open = text.indexOf("[[");
        while (open >= 0) {
            int close = text.indexOf("]]", open + 2);
            if (close < 0) {
                break;
            }
            int nested = text.lastIndexOf("[[", close);
            int pipe = text.substring(open, nested).indexOf('|');
            open = pipe >= 0 ? open : nested;
            Optional<Piece.Link> link = link(text.substring(open + 2, close), page);
            if (link.isPresent()) {
                int end = link.get().isMedia() ? close + 2 : trailEnd(text, close + 2);
                pieces.add(new Piece.Html(text.substring(at, open)));
                pieces.add(new Piece.Link(link.get().title(), link.get().labelHtml() + text.substring(close + 2, end)));
                at = end;
            }
            open = text.indexOf("[[", link.isPresent() ? at : close + 2);
        }
        pieces.add(new Piece.Html(text.substring(at)));
    }

    private static int trailEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
            end++;
        }
        return end;
    }

    private Optional<Piece.Link> link(String inner, Optional<Title> page) {
        int pipe = inner.indexOf('|');
        String target = EscapedText.plain(pipe < 0 ? inner : inner.substring(0, pipe));
        target = LinkUrls.decode(target);
        if (target.startsWith(":")) {
            target = target.substring(1);
        }
        String shown = pipe >= 0 && pipe < inner.length() - 1 ? inner.substring(pipe + 1) : WikitextEscape.html(target).stripLeading();
        if (target.strip().startsWith("#")) {
            String fragment = target.strip().substring(1);
            return page.map(title -> new Piece.Link(new Title(title.interwiki(), title.namespace(), title.text(), fragment), shown));
        }
        return titles.parse(subpage(target, page), Namespace.MAIN).title().map(title -> new Piece.Link(title, shown));
    }

    private String subpage(String target, Optional<Title> page) {
        boolean here = page.flatMap(title -> titles.namespace(title.namespace())).map(Namespace::subpages).orElse(false);
        if (!here || !target.startsWith("/")) {
            return target;
        }
        String name = target.length() > 2 && target.endsWith("/") ? target.substring(1, target.length() - 1) : target.substring(1);
        return titles.fullText(page.orElseThrow()) + "/" + name;
    }

    private String write(List<Piece> pieces, WikiSource source) {
        Set<Title> asked = new LinkedHashSet<>();
        Set<Title> media = new LinkedHashSet<>();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Link link && link.isMedia()) {
                media.add(link.file());
            } else if (piece instanceof Piece.Link(Title title, _) && title.isLocal() && title.namespace() >= 0) {
                asked.add(title.withoutFragment());
            }
        }
        Map<Title, LinkState> states = asked.isEmpty() ? Map.of() : source.links(asked);
        Map<Title, FileInfo> files = media.isEmpty() ? Map.of() : source.files(media);
        StringBuilder out = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Html(String html) -> out.append(html);
                case Piece.Link link when link.isMedia() -> media(out, link, files.get(link.file()));
                case Piece.Link(Title title, String label) -> anchor(out, title, label, states);
            }
        }
        return out.toString();
    }

    /** @param file null when there is no such file */
    private void media(StringBuilder out, Piece.Link link, FileInfo file) {
        String href = file == null ? urls.upload(link.title().dbKey()) : file.url();
        out.append("<a href=\"").append(WikitextEscape.html(href)).append("\" class=\"").append(file == null ? "new" : "internal").append("\" title=\"")
                .append(WikitextEscape.html(link.title().text())).append("\">").append(link.labelHtml()).append("</a>");
    }

    private void anchor(StringBuilder out, Title title, String label, Map<Title, LinkState> states) {
        String name = titles.fullText(title);
        String attributes;
        String href = urls.local(title, "") + urls.fragment(title.fragment());
        if (!title.isLocal()) {
            attributes = "\" class=\"extiw\" title=\"" + WikitextEscape.html(name);
        } else if (title.namespace() == Namespace.SPECIAL && !SpecialPages.isKnown(title.text())) {
            href = urls.local(title, "");
            attributes = "\" class=\"new\" title=\"" + WikitextEscape.html(name) + " (page does not exist)";
        } else if (title.namespace() == Namespace.SPECIAL || states.getOrDefault(title.withoutFragment(),
                LinkState.MISSING) != LinkState.MISSING) {
            attributes = "\" title=\"" + WikitextEscape.html(name);
        } else {
            href = urls.local(title, "action=edit&redlink=1");
            attributes = "\" class=\"new\" title=\"" + WikitextEscape.html(name) + " (page does not exist)";
        }
        out.append("<a href=\"").append(WikitextEscape.html(href)).append(attributes).append("\">").append(label).append("</a>");
    }
}
