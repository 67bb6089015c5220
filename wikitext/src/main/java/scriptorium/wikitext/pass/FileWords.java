package scriptorium.wikitext.pass;

/** What options of files are called in a wiki's language, for those outside of this package. */
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

    /** What the option is set to. */
    public String value(String option) {
        return words.read(option).value();
    }
}
