package scriptorium.wikitext.api;

import java.time.Instant;
import java.util.Optional;
import scriptorium.wikitext.title.Title;

/**
 * One text to parse.
 *
 * @param page the page it stands on
 * @param revisionId 0 for a text that is not saved
 * @param revisionUser name for {{REVISIONUSER}}
 * @param user name of who reads or saves ({{subst:}}, signatures)
 * @param language code of the interface language ({{int:}}, edit links)
 * @param now the time that time variables show
 * @param preview whether it is a preview
 * @param wrapClass class of the wrapper div; empty for none
 * @param editSections whether headings carry edit links
 * @param toc whether a table of contents may be shown
 * @param limitReport whether the limit report comment is wanted
 */
public record ParseRequest(
        Title page,
        String text,
        long pageId,
        long revisionId,
        Optional<Instant> revisionTimestamp,
        Optional<String> revisionUser,
        String user,
        String language,
        Instant now,
        boolean preview,
        boolean sectionPreview,
        String wrapClass,
        boolean editSections,
        boolean toc,
        boolean limitReport) {

    public static ParseRequest of(Title page, String text) {
        return new ParseRequest(page, text, 0, 0, Optional.empty(), Optional.empty(), "127.0.0.1", "en", Instant.now(),
                false, false, "mw-parser-output", true, true, true);
    }
}
