package scriptorium.wikitext.function.core;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.language.Language;
import scriptorium.wikitext.language.Languages;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Texts of the interface that pages use: what the wiki wrote into namespace MediaWiki, else a few words of our own. */
final class InterfaceMessages {

    private static final List<String> DAYS = List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    private static final List<String> DAYS_SHORT = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final List<String> MONTHS = List.of("january", "february", "march", "april", "may_long", "june", "july", "august",
            "september", "october",
            "november", "december");
    private static final List<String> MONTHS_SHORT = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
            "dec");
    private static final Map<String, String> WORDS = Map.ofEntries(Map.entry("editsection", "edit"), Map.entry("edit", "Edit"), Map.entry("ok", "OK"), Map.entry("cancel", "Cancel"),
            Map.entry("toc", "Contents"),
            Map.entry("talk", "Discussion"), Map.entry("talkpagelinktext", "talk"), Map.entry("contribslink", "contribs"),
                    Map.entry("history", "Page history"),
            Map.entry("history_short", "History"), Map.entry("and", " and"), Map.entry("comma-separator", ", "),
                    Map.entry("colon-separator", ": "),
            Map.entry("word-separator", " "), Map.entry("parentheses", "($1)"), Map.entry("brackets", "[$1]"), Map.entry("ellipsis", "..."),
            Map.entry("search", "Search"), Map.entry("searchbutton", "Search"), Map.entry("go", "Go"), Map.entry("show", "show"),
                    Map.entry("hide", "hide"),
            Map.entry("file", "File"), Map.entry("namespace", "Namespace"), Map.entry("blanknamespace", "(Main)"), Map.entry("yes", "yes"),
            Map.entry("no", "no"), Map.entry("pages", "Pages"), Map.entry("category", "Category"), Map.entry("categories", "Categories"),
            Map.entry("help", "Help"), Map.entry("semicolon-separator", "; "), Map.entry("pipe-separator", " | "), Map.entry("percent",
                    "$1%"));

    private InterfaceMessages() {}

    static Optional<String> find(String key, Context context) {
        String name = Languages.of("en").lowerFirst(key.replace(' ', '_'));
        return ofWiki(name, context).or(() -> builtIn(name.toLowerCase(Locale.ROOT), context));
    }

    private static Optional<String> ofWiki(String name, Context context) {
        String language = context.request().language();
        boolean translated = !language.equals(context.site().language());
        Optional<Title> title = context.titles().parse(name + (translated ? "/" + language : ""), Namespace.MEDIAWIKI).title()
                .filter(t -> t.namespace() == Namespace.MEDIAWIKI).map(Title::withoutFragment);
        return title.map(t -> context.source().pages(List.of(t)).get(t)).map(PageText::text);
    }

    private static Optional<String> builtIn(String name, Context context) {
        Language language = Languages.of(context.request().language());
        if (name.equals("mainpage")) {
            return Optional.of(context.site().mainPage());
        }
        if (DAYS.contains(name)) {
            return Optional.of(language.day(DAYS.indexOf(name)));
        }
        if (DAYS_SHORT.contains(name)) {
            return Optional.of(language.dayShort(DAYS_SHORT.indexOf(name)));
        }
        if (MONTHS.contains(name)) {
            return Optional.of(language.month(MONTHS.indexOf(name) + 1));
        }
        if (name.endsWith("-gen") && MONTHS.contains(monthKey(name))) {
            return Optional.of(language.monthGenitive(MONTHS.indexOf(monthKey(name)) + 1));
        }
        return MONTHS_SHORT.contains(name) ? Optional.of(language.monthShort(MONTHS_SHORT.indexOf(name) + 1))
                : Optional.ofNullable(WORDS.get(name));
    }

    private static String monthKey(String name) {
        String month = name.substring(0, name.length() - 4);
        return month.equals("may") ? "may_long" : month;
    }
}
