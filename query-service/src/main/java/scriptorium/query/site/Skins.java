package scriptorium.query.site;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The skins that clients may name. They differ in the edit links of sections and in the modules that a page loads. */
public final class Skins {

    private static final Pattern LABEL = Pattern.compile("(<span class=\"mw-editsection\">(?:(?!</span></a>).){0,2000}?<a [^>]*+>)<span>([^<]*+)</span></a>");
    private static final Pattern LINK = Pattern.compile("<span class=\"mw-editsection\"><span class=\"mw-editsection-bracket\">\\[</span><a ([^>]*+)><span>([^<]*+)</span></a>"
            + "<span class=\"mw-editsection-bracket\">\\]</span></span>");
    private static final String BUTTON = "<span class=\"mw-editsection\">\n<a role=\"button\" $1 class=\"cdx-button cdx-button--size-large cdx-button--fake-button"
            + " cdx-button--fake-button--enabled cdx-button--icon-only cdx-button--weight-quiet \">\n    <span class=\"minerva-icon minerva-icon--edit\"></span>\n"
            + "<span>$2</span>\n</a>\n\n</span>\n\n";
    private static final String TOC_MODULE = "mediawiki.toc";
    private static final String WATCH_MODULE = "mediawiki.page.watch.ajax";
    private static final List<Skin> ALL = SiteData.table("skins.tsv").stream()
            .map(row -> new Skin(row.get(0), row.get(1), row.get(2).equals("yes"), row.get(3), words(row.get(4)), words(row.get(5)))).toList();
    static final String DEFAULT = "vector-2022";

    /**
     * A skin.
     *
     * @param usable whether readers may choose it
     * @param editLinks "labelled" as the parser makes them, "plain" or "button"
     * @param modules of scripts, loaded with every page
     * @param styles modules of styles
     */
    public record Skin(String code, String name, boolean usable, String editLinks, List<String> modules, List<String> styles) {

        /** Output of the parser as this skin shows it. */
        public String html(String parsed) {
            return switch (editLinks) {
                case "plain" -> LABEL.matcher(parsed).replaceAll("$1$2</a>");
                case "button" -> LINK.matcher(parsed).replaceAll(BUTTON);
                default -> parsed;
            };
        }

        /** @param watches whether the reader has a watch list */
        public List<String> modulesWith(Set<String> ofPage, boolean toc, boolean watches) {
            Set<String> all = new LinkedHashSet<>(ofPage);
            List<String> own = new ArrayList<>(modules);
            if (toc && !editLinks.equals("button")) {
                own.add(Math.min(2, own.size()), TOC_MODULE);
            }
            all.addAll(own);
            if (watches) {
                all.add(WATCH_MODULE);
            }
            return List.copyOf(all);
        }

        public List<String> stylesWith(Set<String> ofPage) {
            Set<String> all = new LinkedHashSet<>(ofPage);
            all.addAll(styles);
            return List.copyOf(all);
        }
    }

    private Skins() {}

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    static List<Skin> all() {
        return ALL;
    }

    public static String[] codes() {
        return ALL.stream().map(Skin::code).sorted().toArray(String[]::new);
    }

    public static Skin of(String code) {
        return ALL.stream().filter(skin -> skin.code().equals(code)).findFirst().orElseThrow();
    }
}
