package scriptorium.wikitext.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import scriptorium.wikitext.title.Title;

/**
 * All that one parse found out. Feeds {@code action=parse} and the link tables alike.
 *
 * @param html the output, wrapper included
 * @param links local links with whether they exist, in order of appearance
 * @param categories category (text of the title, blanks) to sort key ("" for the default)
 * @param templates pages transcluded, with their revision (0 when missing)
 * @param images names of files used, with underscores
 * @param externalLinks addresses in order of appearance
 * @param languageLinks interlanguage links
 * @param interwikiLinks other interwiki links
 * @param properties page properties ("displaytitle", "defaultsort", "notoc", ...)
 * @param indicators name to HTML
 * @param displayTitle HTML of the title
 * @param redirect target when the text is a redirect
 * @param limitReport pairs of the limit report, machine form ("limitreport-ppvisitednodes" to [value, limit])
 */
public record ParseResult(
        String html,
        Map<Title, Boolean> links,
        Map<String, String> categories,
        Map<Title, Long> templates,
        Map<String, Boolean> images,
        List<String> externalLinks,
        List<Title> languageLinks,
        List<Title> interwikiLinks,
        List<Section> sections,
        boolean showToc,
        Map<String, String> properties,
        Map<String, String> indicators,
        Set<String> modules,
        Set<String> moduleStyles,
        Map<String, Object> jsConfigVars,
        String headHtml,
        String displayTitle,
        java.util.Optional<Title> redirect,
        List<String> warnings,
        Map<String, List<Object>> limitReport) {

    /**
     * A heading, as {@code prop=sections} and {@code prop=tocdata} show it.
     *
     * @param tocLevel depth in the table of contents, from 1
     * @param level of the heading, 1 to 6
     * @param line HTML of the heading
     * @param number "1.2"
     * @param index section number to edit, "T-2" for one from a template, "" for none
     * @param fromTitle page it stands on (with underscores), empty when not known
     * @param byteOffset in the text, in bytes; -1 when it comes from a template
     */
    public record Section(
            int tocLevel, int level, String line, String number, String index, String fromTitle, int byteOffset, String anchor,
            String linkAnchor) {}
}
