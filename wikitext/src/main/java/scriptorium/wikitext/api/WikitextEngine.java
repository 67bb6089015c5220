package scriptorium.wikitext.api;

import java.util.Optional;
import scriptorium.wikitext.title.ParsedTitle;
import scriptorium.wikitext.title.Title;

/**
 * The wikitext engine. Thread-safe and stateless but for bounded caches; never throws because of its input, never does I/O but through the {@link WikiSource}
 * that each call brings. Made by {@link Wikitext#engine(WikiSite)}.
 */
public interface WikitextEngine {

    /** Text to HTML and metadata. */
    ParseResult parse(ParseRequest request, WikiSource source);

    /** Templates expanded, nothing else. {@code removeComments} drops HTML comments. */
    Expansion expand(ParseRequest request, WikiSource source, boolean removeComments);

    /** The preprocessor's tree as XML, as {@code prop=parsetree} shows it. */
    String parseTree(String text, boolean forInclusion);

    /** What is saved when a user saves this text: {{subst:}}, signatures, pipe trick, line ends. */
    String preSaveTransform(ParseRequest request, WikiSource source, Signature signature);

    /** The text of a page that is to fill an edit form: as transclusion would take it, with all templates left as they are. */
    String preloadText(ParseRequest request, WikiSource source);

    /**
     * A section of a text.
     *
     * @param section "0" for the lead, "1"…, "T-1" to count as in a template; what is no number is 0
     * @return empty when there is no such section
     */
    Optional<String> section(String text, String section);

    /** The text with a section replaced, or {@code "new"} appended; empty when there is no such section. */
    Optional<String> replaceSection(String text, String section, String replacement, String newSectionTitle);

    /** An edit summary as HTML; {@code page} is where {@code /* section *}{@code /} leads, absent for none. */
    String summaryHtml(String summary, Optional<Title> page, WikiSource source);

    /** The redirect target of a text, if it is a redirect. */
    Optional<Title> redirectTarget(String text);

    /** A text that redirects there, as the wiki's language writes it. */
    String redirectTo(Title target);

    /** Reads a title as a link or a parameter writes it. */
    ParsedTitle title(String text, int defaultNamespace);

    /** The title with its namespace, with blanks; no fragment. */
    String fullText(Title title);

    WikiSite site();

    /**
     * How {@code ~~~} is written.
     *
     * @param anonymous whether it is no lasting account: an address, or a temporary account's name
     * @param nickname wikitext of the user's signature preference, empty for the default one
     */
    record Signature(String userName, boolean anonymous, String nickname, boolean fancy) {}
}
