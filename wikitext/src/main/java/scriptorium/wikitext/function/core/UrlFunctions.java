package scriptorium.wikitext.function.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.language.WikitextEscape;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Addresses of pages and files. */
final class UrlFunctions {

    private static final Pattern WIDTH = Pattern.compile("([1-9][0-9]{0,4})(?:x[0-9]{1,5})?+\\s*+(?:px)?+");

    private UrlFunctions() {}

    static List<Definition> all() {
        return List.of(
                Definition.function("urlencode", UrlFunctions::encode),
                Definition.function("anchorencode", c -> AnchorText.escaped(c.argument(0), c.context())),
                url("localurl", LinkUrls::local, false),
                url("localurle", LinkUrls::local, true),
                url("fullurl", LinkUrls::full, false),
                url("fullurle", LinkUrls::full, true),
                url("canonicalurl", LinkUrls::full, false),
                url("canonicalurle", LinkUrls::full, true),
                Definition.maybe("filepath", UrlFunctions::filePath));
    }

    private interface Address {
        String of(LinkUrls urls, Title title, String query);
    }

    private static Definition url(String name, Address address, boolean escaped) {
        return Definition.maybe(name, call -> {
            Optional<Title> title = title(call.argument(0), call.context());
            return title.map(t -> address.of(call.context().urls(), t, call.argument(1)))
                    .map(url -> Output.text(escaped ? WikitextEscape.html(url).replace("&#039;", "'") : url));
        });
    }

    private static Optional<Title> title(String text, Context context) {
        // What is encoded already cannot be a title as it is.
        return context.titles().parse(text, Namespace.MAIN).title().or(() -> context.titles().parse(LinkUrls.decode(text), Namespace.MAIN).title())
                .map(t -> t.namespace() == Namespace.MEDIA ? new Title("", Namespace.FILE, t.text(), t.fragment()) : t);
    }

    private static String encode(Call call) {
        BiFunction<String, Character, String> encode = (readable, blank) -> call.context().betweenMarkers(call.argument(0),
                text -> LinkUrls.encode(text, readable, blank));
        return switch (call.argument(1)) {
            case "WIKI" -> call.context().betweenMarkers(call.argument(0), text -> LinkUrls.encode(text.replace(' ', '_')));
            case "PATH" -> encode.apply("-_.~", '%');
            default -> encode.apply("-_.", '+');
        };
    }

    private static String sized(FileInfo file, String size) {
        Matcher width = WIDTH.matcher(size);
        return width.matches() && (file.isVector() || Integer.parseInt(width.group(1)) < file.width()) ? file.scaled(Integer.parseInt(width.group(1)), file.pages() > 0 ? "page1-" : "")
                : file.url();
    }

    private static Optional<Output> filePath(Call call) {
        Optional<Title> title = call.context().titles().parse(call.argument(0), Namespace.FILE).title();
        if (title.isEmpty() || !title.get().isLocal()) {
            return Optional.of(Output.text(""));
        }
        Title file = Title.of(Namespace.FILE, title.get().text());
        Map<Title, FileInfo> found = call.context().source().files(List.of(file));
        if (!found.containsKey(file)) {
            return Optional.of(Output.text(""));
        }
        String url = sized(found.get(file), call.argument(call.argument(1).equals("nowiki") ? 2 : 1));
        url = url.startsWith("/") && !url.startsWith("//") ? call.context().site().server() + url : url;
        boolean literal = call.argument(1).equals("nowiki") || call.argument(2).equals("nowiki");
        return Optional.of(new Output(url, literal ? Output.Treatment.NOWIKI : Output.Treatment.TEXT));
    }
}
