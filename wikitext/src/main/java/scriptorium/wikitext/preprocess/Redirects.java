package scriptorium.wikitext.preprocess;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import scriptorium.wikitext.language.MagicWords;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Redirects: {@code #REDIRECT [[Target]]} at the begin of a text, in English or in the wiki's language. */
public final class Redirects {

    private static final int SHORTEST = 6;
    private static final Map<String, Pattern> FORMS = new ConcurrentHashMap<>();

    private Redirects() {}

    public static Optional<Title> target(String text, TitleParser titles) {
        String begin = text.length() < SHORTEST ? "" : text.stripLeading();
        if (begin.isEmpty() || begin.charAt(0) != '#' && begin.charAt(0) < 0x80) {
            return Optional.empty();
        }
        Matcher redirect = FORMS.computeIfAbsent(titles.language(), Redirects::form).matcher(begin);
        return redirect.lookingAt() ? titles.parse(redirect.group(1), Namespace.MAIN).title().filter(title -> !title.isLocal() || !title.text().isEmpty()) : Optional.empty();
    }

    /** A text that redirects there. */
    public static String to(Title target, TitleParser titles) {
        boolean colon = target.namespace() == Namespace.CATEGORY || target.namespace() == Namespace.FILE;
        return MagicWords.of(titles.language()).word("redirect").aliases().getFirst() + " [[" + (colon ? ":" : "") + titles.fullText(target) + "]]";
    }

    private static Pattern form(String language) {
        String words = MagicWords.of(language).word("redirect").aliases().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile("(?:" + words + ")\\s*+:?\\s*+\\[\\[\\s*+:?([^\\]|]++)(?:\\|[^\\]]*+)?\\]\\]", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
