package scriptorium.wikitext.pass;

import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Files as figures and pictures. */
final class Media {

    private static final int DEFAULT_THUMB = 180;

    private Media() {}

    static String html(ParseState state, LinkUrls urls, Title title, FileInfo info, MediaOptions o, String caption, String hover, boolean pageExists) {
        boolean block = o.type().equals("thumb") || o.type().equals("frame") || !o.align().isEmpty();
        String kind = info == null ? "mw:Error mw:File" : "mw:File";
        String suffix = switch (o.type()) {
            case "thumb" -> "/Thumb";
            case "frame" -> "/Frame";
            case "frameless" -> "/Frameless";
            default -> "";
        };
        String element = block ? "figure" : "span";
        StringBuilder css = new StringBuilder();
        add(css, o.width() == 0 && o.height() == 0 && !o.type().equals("frame") ? "mw-default-size" : "");
        add(css, switch (o.align()) {
            case "left", "right", "center", "none" -> "mw-halign-" + o.align();
            default -> "";
        });
        add(css, o.valign().isEmpty() ? "" : "mw-valign-" + o.valign());
        add(css, o.border() ? "mw-image-border" : "");
        add(css, Sanitizer.escape(o.css()));
        String inner = info == null ? missing(state, urls, title, o, block ? "" : plain(hover), pageExists) : picture(urls, title, info, o, block ? "" : plain(hover), state);
        return "<" + element + (css.isEmpty() ? "" : " class=\"" + css + "\"") + " typeof=\"" + kind + suffix + "\">" + inner
                + (block ? "<figcaption>" + caption + "</figcaption>" : "") + "</" + element + ">";
    }

    /** Width of a thumbnail that says none; an upright one is rounded to tens. */
    private static int thumb(MediaOptions o) {
        return o.upright() > 0 ? (int) Math.round(DEFAULT_THUMB * o.upright() / 10 - 0.001) * 10 : DEFAULT_THUMB;
    }

    private static void add(StringBuilder css, String name) {
        if (!name.isEmpty()) {
            css.append(css.isEmpty() ? "" : " ").append(name);
        }
    }

    private static String plain(String html) {
        return html.replaceAll("<[^>]*+>", "");
    }

    private static String missing(ParseState state, LinkUrls urls, Title title, MediaOptions o, String caption, boolean pageExists) {
        String name = "File:" + title.text();
        String upload = urls.local(Title.of(Namespace.SPECIAL, "Upload"), "wpDestFile=" + LinkUrls.encode(title.dbKey()));
        int width = o.width() > 0 ? o.width() : o.type().equals("thumb") || o.type().equals("frame") ? thumb(o) : 0;
        boolean here = state.site.options().getOrDefault("EnableUploads", "true").equals("false");
        String target = here || pageExists ? urls.local(title, pageExists ? "" : "action=edit&redlink=1") : upload;
        String shown = o.alt() != null ? o.alt() : caption.isEmpty() ? name : caption;
        return "<a href=\"" + Sanitizer.escape(target) + "\" class=\"" + (pageExists ? "mw-redirect" : "new") + "\" title=\"" + Sanitizer.escape(name) + "\"><span class=\"mw-file-element mw-broken-media\""
                + (width > 0 ? " data-width=\"" + width + "\"" : "") + (o.height() > 0 ? " data-height=\"" + o.height() + "\"" : "") + ">"
                + Sanitizer.escape(org.jsoup.parser.Parser.unescapeEntities(shown, false)) + "</span></a>";
    }

    private static String picture(LinkUrls urls, Title title, FileInfo info, MediaOptions o, String hover, ParseState state) {
        int width = info.width();
        int height = info.height();
        boolean small = o.type().equals("thumb") || o.type().equals("frameless");
        int wanted = o.width() > 0 ? o.width() : small && o.height() == 0 ? thumb(o) : width;
        if (o.height() > 0 && height > 0) {
            int byHeight = Math.max(1, (int) Math.round((double) width * o.height() / height));
            wanted = o.width() > 0 ? Math.min(wanted, byHeight) : byHeight;
        }
        boolean scales = !o.type().equals("frame") && wanted < width;
        int shownWidth = o.type().equals("frame") ? width : scales || !small ? wanted : width;
        int shownHeight = width == 0 ? 0 : Math.max(1, (int) Math.round((double) height * shownWidth / width));
        String name = title.dbKey();
        String src = scales ? info.thumbPath() + "/" + wanted + "px-" + name : info.url();
        StringBuilder set = new StringBuilder();
        if (scales) {
            for (double factor : new double[] {1.5, 2}) {
                int larger = (int) Math.round(wanted * factor);
                String url = larger < width ? info.thumbPath() + "/" + larger + "px-" + name : info.url();
                set.append(set.isEmpty() ? "" : ", ").append(encode(url)).append(factor == 2 ? " 2x" : " 1.5x");
            }
        }
        String img = "<img" + (o.alt() == null ? "" : " alt=\"" + Sanitizer.escape(o.alt()) + "\"") + " src=\"" + encode(src) + "\" decoding=\"async\" width=\"" + shownWidth
                + "\" height=\"" + shownHeight + "\" class=\"mw-file-element\"" + (set.isEmpty() ? "" : " srcset=\"" + set + "\"") + " />";
        String tip = hover.isEmpty() ? "" : " title=\"" + Sanitizer.escape(hover) + "\"";
        if (o.link() != null && o.link().isEmpty()) {
            return "<span" + tip + ">" + img + "</span>";
        }
        if (o.link() != null) {
            if (o.link().matches("(?i)(?:https?:)?//.++")) {
                state.externalLinks.add(o.link());
                return "<a href=\"" + Sanitizer.escape(o.link()) + "\" rel=\"nofollow\"" + tip + ">" + img + "</a>";
            }
            return state.titles.parse(o.link(), Namespace.MAIN).title()
                    .map(t -> "<a href=\"" + Sanitizer.escape(urls.local(t, "")) + "\" title=\"" + Sanitizer.escape(hover.isEmpty() ? state.titles.fullText(t) : hover) + "\">" + img + "</a>")
                    .orElse(img);
        }
        return "<a href=\"" + Sanitizer.escape(urls.local(title, "")) + "\" class=\"mw-file-description\"" + tip + ">" + img + "</a>";
    }

    private static String encode(String url) {
        return Sanitizer.escape(url.replace(" ", "%20").replace("\"", "%22").replace("(", "%28").replace(")", "%29"));
    }
}
