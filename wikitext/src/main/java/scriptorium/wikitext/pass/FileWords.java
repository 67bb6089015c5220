package scriptorium.wikitext.pass;

import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.TitleParser;

/** What options of files are called in a wiki's language, and where their pictures can lead. */
public final class FileWords {

    private final MediaWords words;

    private FileWords(MediaWords words) {
        this.words = words;
    }

    public static FileWords of(String language) {
        return new FileWords(MediaWords.of(language));
    }

    /** The English name of the option, empty when the text is none. */
    public String name(String option) {
        return words.read(option).name();
    }

    /** Titles of pages may be encoded as in addresses. @param text what a link leads to, without markup */
    public static String target(String text) {
        return ExternalLinks.beginsAddress(text.strip()) ? text.strip() : LinkUrls.decode(text).strip();
    }

    /** Whether a picture can lead there: to an address, whole, or to a page. */
    public static boolean linkable(String target, TitleParser titles) {
        return ExternalLinks.beginsAddress(target) ? ExternalLinks.isAddress(target) : titles.parse(target, Namespace.MAIN).title().isPresent();
    }

    /** What the option is set to. */
    public String value(String option) {
        return words.read(option).value();
    }
}
