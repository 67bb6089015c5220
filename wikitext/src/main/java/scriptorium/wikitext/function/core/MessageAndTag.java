package scriptorium.wikitext.function.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import scriptorium.wikitext.language.WikitextEscape;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** {@code int}, {@code #tag}, {@code #special}: what calls other parts of the engine. */
final class MessageAndTag {

    private static final Pattern REFERENCE = Pattern.compile("&(?:#[0-9]++|#[xX][0-9a-fA-F]++|[A-Za-z0-9\\x{80}-\\x{10FFFF}]++);");

    private MessageAndTag() {}

    static List<Definition> all() {
        return List.of(
                Definition.maybe("int", c -> c.argument(0).isEmpty() ? Optional.empty()
                        : Optional.of(message(c))),
                Definition.lazy("#tag", MessageAndTag::tag),
                Definition.function("#special", MessageAndTag::special),
                Definition.function("#speciale", c -> LinkUrls.encode(special(c).replace(' ', '_'))));
    }

    private static Output message(Call call) {
        String key = call.argument(0);
        Optional<String> text = call.context().message(key);
        if (text.isEmpty()) {
            return Output.text("⧼" + WikitextEscape.html(key) + "⧽");
        }
        String filled = text.get();
        for (int i = call.size() - 1; i > 0; i--) {
            filled = filled.replace("$" + i, call.argument(i));
        }
        return new Output(filled, Output.Treatment.EXPAND);
    }

    private static String tag(Call call) {
        String name = call.argument(0).toLowerCase(Locale.ROOT);
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 2; i < call.size(); i++) {
            Optional<String> key = call.key(i);
            if (key.isPresent()) {
                attributes.put(key.get(), unquoted(call.value(i)));
            }
        }
        return call.context().extensionTag(name, call.has(1) ? Optional.of(call.raw(1)) : Optional.empty(), attributes);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.charAt(0) == value.charAt(value.length() - 1) && (value.charAt(0) == '"'
                || value.charAt(0) == '\'');
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static String special(Call call) {
        String prefix = call.context().titles().namespace(Namespace.SPECIAL).map(Namespace::name).orElse("Special") + ":";
        String page = call.argument(0).split("#", 2)[0];
        Optional<Title> title = call.context().titles().parse(prefix + page, Namespace.MAIN).title().filter(_ -> !REFERENCE.matcher(page).find());
        return prefix + title.map(t -> SpecialPages.normalised(t.text())).orElse("Badtitle");
    }
}
