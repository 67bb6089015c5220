package scriptorium.wikitext.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import scriptorium.wikitext.language.MagicWords;

/** The words for options of files, in English and in the wiki's language. A word with {@code $1} takes a value. */
final class MediaWords {

    /**
     * @param name of the option, empty when the text is none
     * @param value what stood in place of {@code $1}
     */
    record Option(String name, String value) {}

    private record Form(String before, String after, String name) {}

    private static final Option NONE = new Option("", "");
    /** What magic words for files are called here, where that is not their name without what they begin with. */
    private static final Map<String, String> NAMES = Map.of("thumbnail", "thumb", "manualthumb", "manual", "framed", "frame", "text_top", "text-top", "text_bottom", "text-bottom");
    private static final String PREFIX = "img_";
    private static final Map<String, MediaWords> MADE = new ConcurrentHashMap<>();

    private final Map<String, String> plain = new HashMap<>();
    private final List<Form> forms = new ArrayList<>();

    private MediaWords(MagicWords words) {
        for (MagicWords.Word word : words.all()) {
            if (word.name().startsWith(PREFIX)) {
                String name = word.name().substring(PREFIX.length());
                word.aliases().forEach(alias -> add(NAMES.getOrDefault(name, name), alias));
            }
        }
    }

    static MediaWords of(String language) {
        return MADE.computeIfAbsent(language, code -> new MediaWords(MagicWords.of(code)));
    }

    private void add(String name, String word) {
        int place = word.indexOf("$1");
        if (place < 0) {
            plain.putIfAbsent(word, name);
        } else {
            forms.add(new Form(word.substring(0, place), word.substring(place + 2), name));
        }
    }

    /** An option with a value stands on one line. */
    Option read(String option) {
        String name = plain.get(option);
        if (name != null) {
            return new Option(name, "");
        }
        if (option.indexOf('\n') >= 0) {
            return NONE;
        }
        for (Form form : forms) {
            if (option.length() >= form.before().length() + form.after().length() && option.startsWith(form.before()) && option.endsWith(form.after())) {
                return new Option(form.name(), option.substring(form.before().length(), option.length() - form.after().length()));
            }
        }
        return NONE;
    }
}
