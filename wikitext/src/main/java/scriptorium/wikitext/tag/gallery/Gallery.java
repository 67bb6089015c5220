package scriptorium.wikitext.tag.gallery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.pass.ExternalLinks;
import scriptorium.wikitext.pass.FileWords;
import scriptorium.wikitext.pass.PlainText;
import scriptorium.wikitext.pass.Sanitizer;
import scriptorium.wikitext.preprocess.Redirects;
import scriptorium.wikitext.tag.TagCall;
import scriptorium.wikitext.tag.TagDefinition;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** The tag {@code gallery}. */
public final class Gallery {

    private static final Pattern LOSSY = Pattern.compile("lossy=[\\w-]*+");
    private static final Pattern PAGE = Pattern.compile("page=\\d++");
    private static final Pattern PAGED = Pattern.compile("(?i)\\.(?:pdf|djvu|tiff?)$");
    private static final Pattern LANGUAGE = Pattern.compile("[\\w-]++");
    private static final Pattern SIZE = Pattern.compile("\\d{1,4}");
    private static final Pattern LEADING = Pattern.compile("^\\s*+([1-9]\\d{0,3})?+.*+", Pattern.DOTALL);
    private static final Pattern IMAGE = Pattern.compile("(<img [^>]*? )width=\"(\\d+)\" height=\"(\\d+)\"");
    private static final int DEFAULT_SIZE = 120;

    private final TagCall call;
    private final Mode mode;
    private final FileWords words;
    private final int width;
    private final int height;

    private Gallery(TagCall call) {
        this.call = call;
        mode = Mode.of(call.attribute("mode").orElse(""));
        words = FileWords.of(call.state().site.language());
        width = pixels(call.attribute("widths").orElse(""));
        height = pixels(call.attribute("heights").orElse(""));
    }

    public static TagDefinition definition() {
        return new TagDefinition("gallery", call -> {
            Gallery gallery = new Gallery(call);
            gallery.mode.module().ifPresent(call.state().modules::add);
            call.state().moduleStyles.add("mediawiki.page.gallery.styles");
            return call.state().strip(gallery.html());
        });
    }

    private int pixels(String written) {
        String size = words.name(written.strip()).equals("width") ? words.value(written.strip()) : written.strip();
        return SIZE.matcher(size).matches() && Integer.parseInt(size) > 0 ? Integer.parseInt(size) : DEFAULT_SIZE;
    }

    private String html() {
        StringBuilder out = new StringBuilder("<ul").append(attributes()).append(">\n");
        call.attribute("caption").filter(caption -> !caption.isEmpty())
                .ifPresent(caption -> out.append("\t<li class=\"gallerycaption\">").append(call.parse(caption)).append("</li>\n"));
        List<Title> titles = new ArrayList<>();
        List<String> rests = new ArrayList<>();
        for (String line : call.text().split("\n")) {
            int bar = line.indexOf('|');
            String file = (bar < 0 ? line : line.substring(0, bar)).strip();
            if (file.isEmpty()) {
                continue;
            }
            call.state().titles.parse(LinkUrls.decode(file), Namespace.FILE).title().filter(title -> title.namespace() == Namespace.FILE && title.isLocal()).ifPresent(title -> {
                titles.add(title.withoutFragment());
                rests.add(bar < 0 ? "" : line.substring(bar + 1));
            });
        }
        for (int i = 0; i < titles.size(); i++) {
            box(titles.get(i), rests.get(i), out);
        }
        return out.append("</ul>").toString();
    }

    private String attributes() {
        Map<String, String> kept = new LinkedHashMap<>();
        kept.put("class", ("gallery mw-gallery-" + mode.css() + " " + call.attribute("class").orElse("")).strip());
        String style = call.attribute("style").orElse("");
        String perRow = LEADING.matcher(call.attribute("perrow").orElse("")).replaceFirst("$1");
        if (!perRow.isEmpty() && mode.row(Integer.parseInt(perRow), width) > 0) {
            style = "max-width: " + mode.row(Integer.parseInt(perRow), width) + "px;" + style;
        }
        if (!style.isEmpty()) {
            kept.put("style", style);
        }
        call.attributes().forEach(kept::putIfAbsent);
        StringBuilder written = new StringBuilder();
        kept.forEach((name, value) -> written.append(' ').append(name).append("=\"").append(value.replace("&", "&amp;").replace("\"", "&quot;")).append('"'));
        String clean = Sanitizer.attributes("ul", written.toString());
        return mode == Mode.SLIDESHOW && call.attributes().containsKey("showthumbnails") ? clean + " data-showthumbnails=\"1\"" : clean;
    }

    private String plain(String html) {
        return Sanitizer.link(PlainText.of(call.state().unstrip(html)));
    }

    private void box(Title title, String rest, StringBuilder out) {
        String full = call.state().titles.fullText(title);
        StringBuilder options = new StringBuilder();
        String caption = "";
        String alt = null;
        for (String part : split(call.expand(rest))) {
            String option = part.strip();
            String name = words.name(option);
            if (name.equals("alt")) {
                alt = words.value(option).strip();
            } else if (name.equals("link")) {
                String target = FileWords.target(PlainText.of(call.state().unstrip(call.parse(words.value(option).strip()))));
                options.append(target.isEmpty() || FileWords.linkable(target, call.state().titles) ? "|link=" + Sanitizer.link(ExternalLinks.beginsAddress(target) ? target : target.replace("%", "%25")) : "");
            } else if (name.equals("lang") && title.text().toLowerCase(Locale.ROOT).endsWith(".svg") && LANGUAGE.matcher(words.value(option)).matches() || LOSSY.matcher(option).matches() || PAGE.matcher(option).matches() && PAGED.matcher(title.text()).find()) {
                options.append('|').append(option);
            } else {
                caption = part;
            }
        }
        String html = caption.isBlank() ? "" : call.parse(caption);
        String plain = plain(html);
        String shown = alt == null ? plain : plain(call.parse(alt));
        String picture = call.passes().inline("[[" + full + "|" + mode.size(width, height) + "px" + (alt == null && shown.isEmpty() ? "" : "|alt=" + shown) + options
                + (plain.isEmpty() ? "" : "|" + plain) + "]]", call.state());
        Matcher image = IMAGE.matcher(picture);
        boolean found = image.find();
        int made = found ? Integer.parseInt(image.group(2)) : 0;
        if (made > 0 && mode.packed()) {
            picture = image.replaceFirst("$1width=\"" + (int) Math.ceil(mode.width(made, width)) + "\" height=\""
                    + Math.round(mode.height(Integer.parseInt(image.group(3)))) + "\"");
        }
        double box = mode.width(made, width);
        out.append("\t\t<li class=\"gallerybox\" style=\"").append(mode.box(box)).append("\">\n\t\t\t<div class=\"thumb\" style=\"")
                .append(mode.frame(box, height, found)).append("\">").append(picture).append("</div>\n");
        String text = fileName(title) + html;
        if (!mode.overlaid()) {
            out.append("\t\t\t<div class=\"gallerytext\">").append(text).append("</div>\n");
        } else if (!text.isEmpty()) {
            out.append("\t\t\t<div class=\"gallerytextwrapper\" style=\"").append(mode.caption(Math.ceil(box))).append("\"><div class=\"gallerytext\">")
                    .append(text).append("</div>\n\t\t\t</div>\n");
        }
        out.append("\t\t</li>\n");
    }

    /** The file that a redirect leads to. */
    private Title shown(Title title) {
        PageText page = call.state().text(title);
        return page == null ? title : Redirects.target(page.text(), call.state().titles).filter(target -> target.isLocal() && target.namespace() == Namespace.FILE)
                .map(Title::withoutFragment).orElse(title);
    }

    private String fileName(Title written) {
        if (!call.attributes().containsKey("showfilename")) {
            return "";
        }
        Title title = shown(written);
        String full = call.state().titles.fullText(title);
        String url = new LinkUrls(call.state().site, call.state().titles).local(title, "");
        return "<a href=\"" + Sanitizer.link(url) + "\" class=\"galleryfilename galleryfilename-truncate\" title=\"" + Sanitizer.link(full) + "\">"
                + Sanitizer.link(title.text()) + "</a>\n";
    }

    /** At the bars that stand in no link, be it to another page or to elsewhere, and in no markup for variants. */
    private static List<String> split(String text) {
        List<String> out = new ArrayList<>();
        int from = 0;
        int lastLink = text.lastIndexOf("]]");
        int lastRule = text.lastIndexOf("}-");
        int closed = 0;
        int lastBracket = text.lastIndexOf(']') + 1;
        Matcher bracketed = ExternalLinks.bracketedIn(text);
        Matcher bare = ExternalLinks.bareIn(text);
        boolean more = bare.find();
        for (int i = 0; i < text.length(); i++) {
            if (i < closed) {
                continue;
            }
            while (more && bare.start() < i) {
                more = bare.find();
            }
            char c = text.charAt(i);
            if (i < lastLink && text.startsWith("[[", i)) {
                int end = text.indexOf("]]", i);
                closed = text.charAt(end - 1) == '|' ? i : end;
            } else if (c == '[' && i < lastBracket && bracketed.region(i, lastBracket).lookingAt()) {
                closed = bracketed.end();
            } else if (more && bare.start() == i) {
                closed = bare.end();
            } else if (i < lastRule && text.startsWith("-{", i)) {
                closed = text.indexOf("}-", i);
            } else if (c == '|') {
                out.add(text.substring(from, i));
                from = i + 1;
            }
        }
        out.add(text.substring(from));
        return out;
    }
}
