package scriptorium.wikitext.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The words that wikitext gives a meaning of their own, and the ways to write them in a language: its own ones and the English ones. Immutable. */
public final class MagicWords {

    /**
     * @param name what the word is called, whatever the language
     * @param aliases the ways to write it, the usual one first
     */
    public record Word(String name, boolean caseSensitive, List<String> aliases) {

        /** Whether a text is one of the ways to write it. */
        public boolean is(String text) {
            for (String alias : aliases) {
                if (caseSensitive ? alias.equals(text) : alias.equalsIgnoreCase(text)) {
                    return true;
                }
            }
            return false;
        }

        /** How many characters long the first of the ways is that a text begins with; 0 when it begins with none. */
        public int begins(String text) {
            for (String alias : aliases) {
                if (text.regionMatches(!caseSensitive, 0, alias, 0, alias.length())) {
                    return alias.length();
                }
            }
            return 0;
        }

        /** The way to write it as a key that is found whatever the case, where that does not matter. */
        public String key(String alias) {
            return caseSensitive ? alias : alias.toLowerCase(Locale.ROOT);
        }
    }

    private static final String ENGLISH_AS_WELL = "+";
    private static final Map<String, MagicWords> KNOWN = new ConcurrentHashMap<>();
    private static final MagicWords ENGLISH = new MagicWords(Map.of());

    private final Map<String, Word> words = new LinkedHashMap<>();

    private MagicWords(Map<String, List<String>> own) {
        for (String[] row : LanguageFile.rows("magic-words.tsv")) {
            List<String> english = Arrays.asList(row).subList(2, row.length);
            List<String> aliases = new ArrayList<>(own.getOrDefault(row[0], english));
            if (aliases.remove(ENGLISH_AS_WELL)) {
                aliases.addAll(english);
            }
            words.put(row[0], new Word(row[0], row[1].equals("case"), List.copyOf(aliases)));
        }
    }

    /** In a language, or where nothing is known of it, in the one that it is a variant of. */
    public static MagicWords of(String language) {
        return language.equals("en") ? ENGLISH : KNOWN.computeIfAbsent(language, MagicWords::read);
    }

    private static MagicWords read(String language) {
        Map<String, List<String>> own = own(language);
        int variant = language.indexOf('-');
        return own.isEmpty() && variant > 0 && KnownLanguage.of(language).isEmpty() ? of(language.substring(0, variant)) : own.isEmpty() ? ENGLISH : new MagicWords(own);
    }

    private static Map<String, List<String>> own(String language) {
        Map<String, List<String>> own = new LinkedHashMap<>();
        for (String[] row : LanguageFile.rows("magic-words-by-language.tsv")) {
            if (Arrays.asList(row[0].split(" ")).contains(language)) {
                own.put(row[1], Arrays.asList(row).subList(2, row.length));
            }
        }
        return own;
    }

    public List<Word> all() {
        return List.copyOf(words.values());
    }

    /** @throws IllegalArgumentException when no word is called so */
    public Word word(String name) {
        Word word = words.get(name);
        if (word == null) {
            throw new IllegalArgumentException("no such magic word: " + name);
        }
        return word;
    }
}
