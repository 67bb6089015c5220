package scriptorium.wikitext.title;

import java.util.Optional;

/**
 * A normalised page title. Two titles name the same page when namespace, text and interwiki are equal; {@code
 * fragment} is not part of that.
 *
 * @param interwiki lower-case interwiki prefix, empty for a title of this wiki
 * @param namespace namespace number (0 for interwiki titles)
 * @param text title without namespace, with blanks (never underscores), NFC, first letter raised where the namespace says so
 * @param fragment text after {@code #}, with blanks; empty when there is none
 */
public record Title(String interwiki, int namespace, String text, String fragment) {

    public static Title of(int namespace, String text) {
        return new Title("", namespace, text, "");
    }

    public boolean isLocal() {
        return interwiki.isEmpty();
    }

    /** The text with underscores, as URLs and MediaWiki's tables write it. */
    public String dbKey() {
        return text.replace(' ', '_');
    }

    public Title withoutFragment() {
        return fragment.isEmpty() ? this : new Title(interwiki, namespace, text, "");
    }

    /** Text up to the last slash, when there is one. Whether the namespace has subpages is for the caller to say. */
    public Optional<String> parentText() {
        int slash = text.lastIndexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(text.substring(0, slash));
    }
}
