package scriptorium.wikitext.function.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import scriptorium.wikitext.language.WikitextEscape;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Names of the page and of its namespace, each also in a form for addresses (with an E at the end), each also for another page. */
final class PageNames {

    /** What is asked of a title; absent where it has no such thing. */
    private interface Part extends BiFunction<Title, TitleParser, Optional<String>> {}

    private PageNames() {}

    static List<Definition> all() {
        List<Definition> all = new ArrayList<>();
        pair(all, "PAGENAME", (t, _) -> Optional.of(t.text()));
        pair(all, "FULLPAGENAME", (t, names) -> Optional.of(names.fullText(t)));
        pair(all, "SUBPAGENAME", (t, names) -> Optional.of(hasSubpages(t, names) ? t.text().substring(t.text().lastIndexOf('/') + 1)
                : t.text()));
        pair(all, "BASEPAGENAME", (t, names) -> Optional.of(hasSubpages(t, names) ? t.parentText().orElse(t.text()) : t.text()));
        pair(all, "ROOTPAGENAME", (t, names) -> Optional.of(hasSubpages(t, names) ? root(t.text()) : t.text()));
        pair(all, "TALKPAGENAME", (t, names) -> t.namespace() < 0 || !t.isLocal() ? Optional.empty()
                : Optional.of(names.fullText(Title.of(t.namespace() | 1, t.text()))));
        pair(all, "SUBJECTPAGENAME", PageNames::subject);
        pair(all, "ARTICLEPAGENAME", PageNames::subject);
        namespacePair(all, "NAMESPACE", Title::namespace);
        namespacePair(all, "TALKSPACE", t -> t.namespace() < 0 || !t.isLocal() ? Integer.MIN_VALUE : t.namespace() | 1);
        namespacePair(all, "SUBJECTSPACE", t -> t.namespace() < 0 ? t.namespace() : t.namespace() & ~1);
        namespacePair(all, "ARTICLESPACE", t -> t.namespace() < 0 ? t.namespace() : t.namespace() & ~1);
        all.add(Definition.capital("NAMESPACENUMBER", Definition.Use.EITHER, c -> title(c).map(t -> String.valueOf(t.namespace()))
                .orElse("")));
        all.add(Definition.maybe("ns", c -> namespaceName(c).map(Output::text)));
        all.add(Definition.maybe("nse", c -> namespaceName(c).map(name -> Output.text(urlForm(name)))));
        return all;
    }

    /** The title an argument names, or the page itself when there is none. */
    static Optional<Title> title(Call call) {
        return call.size() == 0 ? Optional.of(call.context().request().page())
                : call.context().titles().parse(call.argument(0), Namespace.MAIN).title().filter(t -> !t.text().isEmpty());
    }

    private static Optional<String> subject(Title title, TitleParser names) {
        return Optional.of(names.fullText(title.isLocal() && title.namespace() > 0 ? Title.of(title.namespace() & ~1, title.text())
                : title));
    }

    private static boolean hasSubpages(Title title, TitleParser names) {
        return names.namespace(title.namespace()).map(Namespace::subpages).orElse(false);
    }

    private static String root(String text) {
        int slash = text.indexOf('/', 1);
        return slash < 0 ? text : text.substring(0, slash);
    }

    private static void pair(List<Definition> all, String name, Part part) {
        all.add(Definition.capital(name, Definition.Use.EITHER, c -> escape(c, title(c).flatMap(t -> part.apply(t, c.context().titles()))
                .orElse(""))));
        all.add(Definition.capital(name + "E", Definition.Use.EITHER,
                c -> escape(c, urlForm(title(c).flatMap(t -> part.apply(t, c.context().titles())).orElse("")))));
    }

    private static String escape(Call call, String text) {
        String magic = call.context().site().options().getOrDefault("EnableMagicLinks", "");
        return WikitextEscape.escape(text, !magic.isEmpty() && !magic.equals("false") && !magic.equals("0"));
    }

    private static String urlForm(String text) {
        return LinkUrls.encode(text.replace(' ', '_'));
    }

    private static void namespacePair(List<Definition> all, String name, java.util.function.ToIntFunction<Title> number) {
        BiFunction<Call, Title, String> local = (call, title) -> call.context().titles().namespace(number.applyAsInt(title))
                .map(Namespace::name).orElse("");
        all.add(Definition.capital(name, Definition.Use.EITHER, c -> title(c).map(t -> local.apply(c, t)).orElse("")));
        all.add(Definition.capital(name + "E", Definition.Use.EITHER, c -> title(c).map(t -> urlForm(local.apply(c, t))).orElse("")));
    }

    private static Optional<String> namespaceName(Call call) {
        String text = call.argument(0);
        int number = Integers.leading(text);
        if (number != 0 || Integers.isZero(text)) {
            return Optional.of(call.context().titles().namespace(number).map(Namespace::name).orElse(""));
        }
        return text.isEmpty() ? Optional.of("") : call.context().titles().namespaceByName(text).map(Namespace::name);
    }
}
