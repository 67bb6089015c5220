package scriptorium.wikitext.expand;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import scriptorium.wikitext.pass.Quotes;
import scriptorium.wikitext.pass.Sanitizer;
import scriptorium.wikitext.text.CharacterReferences;
import scriptorium.wikitext.tidy.Tidy;
import scriptorium.wikitext.title.Namespace;

/** What {@code {{DISPLAYTITLE:}}} gave, when it is another spelling of the page's own title. */
public final class DisplayTitle {

    private static final Pattern HIDING = Pattern.compile(" style=\"[^\"]*?(?:display|user-select|visibility)\\s*+:[^\"]*+\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<[^>]*+>");

    private Optional<String> shown = Optional.empty();

    /** As HTML. */
    public Optional<String> shown() {
        return shown;
    }

    /** Returns the other title that is no longer shown. {@code silent}: one that may not be is left out without a word. */
    Optional<String> set(String wikitext, boolean silent, ParseState state) {
        String html = Tidy.balanced(Sanitizer.clean(Quotes.apply(wikitext)));
        boolean free = state.site.options().getOrDefault("RestrictDisplayTitle", "true").equals("false");
        html = free ? html : HIDING.matcher(html).replaceAll(" style=\"/* hides parts of the title */\"");
        String plain = CharacterReferences.decode(TAG.matcher(html).replaceAll(""), false);
        if (!free && state.titles.parse(plain, Namespace.MAIN).title().filter(state.request.page()::equals).isEmpty()) {
            if (!silent) {
                state.warnings.add("<strong>Note:</strong> the display title \"" + html + "\" is left out: it is not that of the page in another spelling.");
            }
            state.trackingCategory("restricted-displaytitle-ignored");
            return Optional.empty();
        }
        Optional<String> before = shown.filter(Predicate.not(html::equals));
        shown = Optional.of(html);
        state.properties.put("displaytitle", html);
        return before;
    }
}
