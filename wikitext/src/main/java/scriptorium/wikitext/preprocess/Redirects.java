package scriptorium.wikitext.preprocess;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Redirects: {@code #REDIRECT [[Target]]} at the begin of a text. */
public final class Redirects {

    private static final Pattern REDIRECT = Pattern.compile("\\s*+#redirect\\s*+:?\\s*+\\[\\[\\s*+:?([^\\]|]++)(?:\\|[^\\]]*+)?\\]\\]", Pattern.CASE_INSENSITIVE);

    private Redirects() {}

    public static Optional<Title> target(String text, TitleParser titles) {
        if (text.length() < 13 || text.stripLeading().isEmpty() || text.stripLeading().charAt(0) != '#') {
            return Optional.empty();
        }
        Matcher redirect = REDIRECT.matcher(text);
        return redirect.lookingAt() ? titles.parse(redirect.group(1), Namespace.MAIN).title().filter(title -> !title.isLocal() || !title.text().isEmpty()) : Optional.empty();
    }
}
