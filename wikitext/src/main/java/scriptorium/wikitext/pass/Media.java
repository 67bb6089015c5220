package scriptorium.wikitext.pass;

import java.util.List;
import java.util.Optional;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Files as figures and pictures. */
final class Media {


    private final ParseState state;
    private final LinkUrls urls;
    private final Title title;
    private final FileInfo info;
    private final MediaOptions o;
    private final String hover;

    /**
     * @param title page of the file; of the one that a redirect leads to
     * @param info null when there is no such file
     * @param hover the caption as plain text
     */
    Media(ParseState state, LinkUrls urls, Title title, FileInfo info, MediaOptions o, String hover) {
        this.state = state;
        this.urls = urls;
        this.title = title;
        this.info = info;
        this.o = o;
        this.hover = o.framed() ? "" : hover;
    }

    /** @param caption HTML */
    String html(String caption, boolean pageExists) {
        if (info == null) {
            state.trackingCategory("broken-file-category");
        }
        boolean bad = info != null && BadFiles.contains(title, state);
        FileInfo other = info != null && o.type().equals("manual") ? manual() : null;
        boolean broken = info == null || bad || o.type().equals("manual") && other == null;
        if (o.link() != null && ExternalLinks.isAddress(o.link())) {
            state.externalLinks.add(o.link());
        }
        String inner = info == null ? missing(pageExists) : broken ? refused(bad || manualIsBad()) : picture(other == null ? info : other);
        if (suffix().equals("/Thumb")) {
            state.modules.add("mediawiki.page.media");
        }
        String element = o.block() ? "figure" : "span";
        String css = classes();
        return "<" + element + (css.isEmpty() ? "" : " class=\"" + css + "\"") + " typeof=\"" + (broken ? "mw:Error " : "") + "mw:File" + suffix() + "\">" + inner
                + (o.block() ? "<figcaption>" + caption + "</figcaption>" : "") + "</" + element + ">";
    }

    private String suffix() {
        return switch (o.type()) {
            case "thumb", "manual" -> "/Thumb";
            case "frame" -> "/Frame";
            case "frameless" -> "/Frameless";
            default -> "";
        };
    }

    private String classes() {
        StringBuilder css = new StringBuilder();
        add(css, o.width() == 0 && !o.type().equals("frame") && !o.type().equals("manual") ? "mw-default-size" : "");
        add(css, o.align().isEmpty() ? "" : "mw-halign-" + o.align());
        add(css, o.valign().isEmpty() ? "" : "mw-valign-" + o.valign());
        add(css, o.border() && !o.framed() ? "mw-image-border" : "");
        add(css, Sanitizer.link(o.css()));
        return css.toString();
    }

    private static void add(StringBuilder css, String name) {
        if (!name.isEmpty()) {
            css.append(css.isEmpty() ? "" : " ").append(name);
        }
    }

    private Optional<Title> manualTitle() {
        return state.titles.parse(o.manual(), Namespace.FILE).title().filter(t -> t.isLocal() && t.namespace() == Namespace.FILE).map(Title::withoutFragment);
    }

    private FileInfo manual() {
        return manualIsBad() ? null : manualTitle().map(file -> state.source.files(List.of(file)).get(file)).orElse(null);
    }

    private boolean manualIsBad() {
        return o.type().equals("manual") && manualTitle().filter(file -> BadFiles.contains(file, state)).isPresent();
    }

    private int thumb() {
        return state.site.number("ThumbSize", 300);
    }

    private String name() {
        return state.titles.fullText(title);
    }

    private String missing(boolean pageExists) {
        boolean uploads = state.site.flag("EnableUploads", true);
        String target = pageExists ? urls.local(title, "") : uploads ? urls.upload(title.dbKey())
                : urls.local(title, "action=edit&redlink=1");
        // Neither the wiki's size nor how upright it would be counts as long as nobody knows its shape.
        int width = o.width() > 0 ? o.width() : o.framed() ? o.upright() > 0 ? 130 : 180 : 0;
        // This is text of the page, in which apostrophes still count.
        String shown = Sanitizer.link(o.alt() == null ? hover.isEmpty() ? name() : hover : o.alt().isEmpty() ? name() : o.alt()).replace("&#39;", "'");
        return "<a href=\"" + Sanitizer.link(target) + "\" class=\"" + (pageExists ? "mw-redirect" : "new") + "\" title=\"" + Sanitizer.link(name()) + "\">" + broken(shown, width) + "</a>";
    }

    /** A file that is there and may not, or cannot, be shown. */
    private String refused(boolean bad) {
        int width = o.width() > 0 ? o.width() : o.framed() ? thumb() : info.width();
        String shown = bad ? Sanitizer.link(o.alt() != null ? o.alt() : name()) : "Error creating thumbnail: ";
        return "<a href=\"" + Sanitizer.link(urls.local(title, "")) + "\" title=\"" + Sanitizer.link(name()) + "\">" + broken(shown, width) + "</a>";
    }

    private String broken(String shown, int width) {
        return "<span class=\"mw-file-element mw-broken-media\"" + (width > 0 ? " data-width=\"" + width + "\"" : "") + (o.height() > 0 ? " data-height=\"" + o.height() + "\"" : "")
                + ">" + shown + "</span>";
    }

    private String picture(FileInfo shown) {
        Picture picture = Picture.of(shown, o, thumb());
        String alt = o.alt() != null ? o.alt() : hover.isEmpty() ? null : hover;
        boolean elsewhere = o.type().equals("manual") || o.link() != null && o.framed();
        String img = "<img" + (alt == null ? "" : " alt=\"" + Sanitizer.link(alt) + "\"")
                + (elsewhere ? " resource=\"" + Sanitizer.link(urls.local(title, "")) + "\"" : "") + " src=\"" + picture.src()
                + "\" decoding=\"async\" width=\"" + picture.width() + "\" height=\"" + picture.height() + "\" class=\"mw-file-element\""
                + (picture.set().isEmpty() ? "" : " srcset=\"" + picture.set() + "\"") + " />";
        String tip = hover.isEmpty() ? "" : " title=\"" + Sanitizer.link(hover) + "\"";
        if (o.link() == null) {
            String query = !o.lang().isEmpty() ? "lang=" + o.lang() : o.page() > 0 ? "page=" + o.page() : "";
            return o.type().equals("manual") ? "<a href=\"" + Sanitizer.link(urls.local(title, "")) + "\" title=\"" + Sanitizer.link(name()) + "\">" + img + "</a>"
                    : "<a href=\"" + Sanitizer.link(urls.local(title, query)) + "\" class=\"mw-file-description\"" + tip + ">" + img + "</a>";
        }
        if (o.link().isEmpty()) {
            return "<span" + tip + ">" + img + "</span>";
        }
        if (ExternalLinks.isAddress(o.link())) {
            return "<a href=\"" + Sanitizer.link(o.link()) + "\"" + tip + ExternalAttributes.of(state, o.link()) + ">" + img + "</a>";
        }
        return state.titles.parse(o.link(), Namespace.MAIN).title().map(target -> "<a href=\"" + Sanitizer.link(urls.local(target, "") + urls.fragment(target.fragment()))
                + "\" title=\"" + Sanitizer.link(hover.isEmpty() ? state.titles.fullText(target) : hover) + "\">" + img + "</a>").orElse(img);
    }
}
