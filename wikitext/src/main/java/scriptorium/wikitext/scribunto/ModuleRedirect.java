package scriptorium.wikitext.scribunto;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A module that only says {@code return require} of another one redirects there. */
public final class ModuleRedirect {

    private static final Pattern FORM = Pattern.compile("^return require \\[\\[(.+?)]]\\s*$");

    private ModuleRedirect() {}

    /** The name of the module it hands on. */
    public static Optional<String> target(String text) {
        Matcher form = FORM.matcher(text);
        return form.find() ? Optional.of(form.group(1)) : Optional.empty();
    }
}
