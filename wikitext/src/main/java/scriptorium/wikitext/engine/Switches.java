package scriptorium.wikitext.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import scriptorium.wikitext.language.MagicWords;
import scriptorium.wikitext.language.MagicWords.Word;
import scriptorium.wikitext.text.TextBuffer;

/** The words between double underscores that say something of the whole page, in English and in a wiki's language. */
final class Switches {

    private static final List<String> NAMES = List.of("notoc", "forcetoc", "toc", "noeditsection", "nogallery", "newsectionlink", "nonewsectionlink", "hiddencat",
            "index", "noindex", "staticredirect", "notitleconvert", "nocontentconvert", "expectunusedcategory", "expectunusedtemplate");
    private static final Word DISAMBIGUATION = new Word("disambig", true, List.of("__DISAMBIG__"));
    private static final String MARK = "__";
    private static final Map<String, Switches> KNOWN = new ConcurrentHashMap<>();

    /** A word where it stands. */
    record Found(Word word, int start, int end) {}

    private final Map<String, Word> words = new HashMap<>();
    private int longest;

    private Switches(MagicWords all) {
        NAMES.forEach(name -> add(all.word(name)));
        add(DISAMBIGUATION);
    }

    private void add(Word word) {
        for (String alias : word.aliases()) {
            words.putIfAbsent(word.key(alias), word);
            longest = Math.max(longest, alias.length());
        }
    }

    static Switches of(String language) {
        return KNOWN.computeIfAbsent(language, code -> new Switches(MagicWords.of(code)));
    }

    /** The next of them from there on; null when there is none. */
    Found next(TextBuffer text, int from) {
        int start = text.indexOf(MARK, from);
        while (start >= 0) {
            while (start + MARK.length() < text.length() && text.charAt(start + MARK.length()) == '_') {
                start++;
            }
            int close = text.indexOf(MARK, start + MARK.length());
            if (close < 0) {
                return null;
            }
            int end = close + MARK.length();
            Word word = end - start > longest ? null : word(text.substring(start, end));
            if (word != null) {
                return new Found(word, start, end);
            }
            start = close;
        }
        return null;
    }

    private Word word(String written) {
        Word exact = words.get(written);
        if (exact != null) {
            return exact;
        }
        Word folded = words.get(written.toLowerCase(Locale.ROOT));
        return folded == null || folded.caseSensitive() ? null : folded;
    }
}
