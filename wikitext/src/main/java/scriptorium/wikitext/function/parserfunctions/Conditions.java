package scriptorium.wikitext.function.parserfunctions;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.function.core.Call;
import scriptorium.wikitext.function.core.Context;
import scriptorium.wikitext.function.core.Definition;
import scriptorium.wikitext.function.core.SpecialPages;
import scriptorium.wikitext.function.expr.Expression;
import scriptorium.wikitext.function.expr.Expression.Outcome;
import scriptorium.wikitext.preprocess.Redirects;
import scriptorium.wikitext.text.CharacterReferences;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** {@code #if} and its kin, {@code #switch}, {@code #expr}. */
final class Conditions {

    private static final Pattern ERROR = Pattern.compile("<(?:strong|span|p|div)\\s(?:[^\\s<>]*+\\s++)*?class=\"(?:[^\"<>]*\\s)?error(?:\\s[^\"<>]*)?\"");

    private Conditions() {}

    static List<Definition> all() {
        return List.of(
                Definition.lazy("#if", c -> c.argument(c.argument(0).isEmpty() ? 2 : 1)),
                Definition.lazy("#ifeq", c -> c.argument(LooseEquality.equal(decode(c.argument(0)), decode(c.argument(1))) ? 2 : 3)),
                Definition.lazy("#iferror", Conditions::ifError),
                Definition.lazy("#ifexpr", Conditions::ifExpression),
                Definition.lazy("#ifexist", c -> c.argument(exists(c) ? 1 : 2)),
                Definition.lazy("#switch", Conditions::choose),
                Definition.function("#expr", c -> switch (Expression.evaluate(c.argument(0))) {
                    case Outcome.Result(String text) -> text;
                    case Outcome.Failure fault -> fault.html();
                }));
    }

    private static String decode(String text) {
        return CharacterReferences.decode(text, true);
    }

    private static String ifError(Call call) {
        String text = call.argument(0);
        boolean error = text.contains("class=\"") && ERROR.matcher(text).find();
        return error ? call.argument(1) : call.has(2) ? call.argument(2) : text;
    }

    private static String ifExpression(Call call) {
        return switch (Expression.evaluate(call.argument(0))) {
            case Outcome.Result value -> call.argument(value.isTrue() ? 1 : 2);
            case Outcome.Failure fault -> fault.html();
        };
    }

    private static boolean exists(Call call) {
        Context context = call.context();
        Optional<Title> named = context.titles().parse(call.argument(0), Namespace.MAIN).title();
        if (named.isEmpty() || !named.get().isLocal() || named.get().text().isEmpty()) {
            return false;
        }
        Title title = named.get().withoutFragment();
        return switch (title.namespace()) {
            case Namespace.SPECIAL -> SpecialPages.exists(title.text());
            case Namespace.MEDIA -> context.expensive() && fileExists(Title.of(Namespace.FILE, title.text()), context);
            default -> context.expensive() && pageExists(title, context);
        };
    }

    private static boolean pageExists(Title title, Context context) {
        context.dependsOn(title);
        return context.source().links(List.of(title)).getOrDefault(title, LinkState.MISSING) != LinkState.MISSING;
    }

    private static boolean fileExists(Title file, Context context) {
        context.dependsOnFile(file);
        if (context.source().files(List.of(file)).containsKey(file)) {
            return true;
        }
        PageText page = context.source().pages(List.of(file)).get(file);
        return page != null && Redirects.target(page.text(), context.titles()).filter(target -> target.isLocal() && target.namespace() == Namespace.FILE)
                .map(Title::withoutFragment).filter(target -> context.source().files(List.of(target)).containsKey(target)).isPresent();
    }

    private static boolean isDefault(String test, Call call) {
        return test.startsWith("#") && call.context().says("default", test);
    }

    /** A bare value falls through to the next result; the last bare value is the default, else the one marked so. */
    private static String choose(Call call) {
        String subject = decode(call.argument(0));
        boolean matched = false;
        boolean defaultNext = false;
        int defaultIndex = -1;
        String lastBare = null;
        for (int i = 1; i < call.size(); i++) {
            Optional<String> key = call.key(i);
            if (key.isEmpty()) {
                lastBare = call.value(i);
                String test = decode(lastBare);
                matched = matched || LooseEquality.equal(test, subject);
                defaultNext = defaultNext || isDefault(test, call);
                continue;
            }
            lastBare = null;
            String test = decode(key.get());
            if (matched || LooseEquality.equal(test, subject)) {
                return call.value(i);
            }
            if (defaultNext || isDefault(test, call)) {
                defaultIndex = i;
                defaultNext = false;
            }
        }
        return lastBare != null ? lastBare : defaultIndex < 0 ? "" : call.value(defaultIndex);
    }
}
