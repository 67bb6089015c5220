package scriptorium.wikitext.expand;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.function.core.Call;
import scriptorium.wikitext.function.core.Context;
import scriptorium.wikitext.function.core.CoreFunctions;
import scriptorium.wikitext.function.core.Definition;
import scriptorium.wikitext.function.core.FunctionTable;
import scriptorium.wikitext.function.parserfunctions.ParserFunctions;
import scriptorium.wikitext.language.MagicWords;
import scriptorium.wikitext.language.WikitextEscape;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Parser functions and variables: finds them in the table and lends them the parse. */
public final class Functions {

    private final FunctionTable table;

    Functions(FunctionTable table) {
        this.table = table;
    }

    /** Made once per wiki, shared by all parses. */
    public static FunctionTable table(WikiSite site) {
        boolean titles = site.flag("AllowDisplayTitle", true);
        return new FunctionTable(Stream.concat(CoreFunctions.all().stream().filter(definition -> titles || !definition.name().equalsIgnoreCase("DISPLAYTITLE")),
                ParserFunctions.all(site).stream()).toList(), MagicWords.of(site.language()));
    }

    Optional<String> variable(String name, FunctionCall call) {
        return table.variable(name).flatMap(definition -> run(definition, call, 0));
    }

    Optional<String> function(String name, FunctionCall call) {
        if (name.startsWith("#") && call.state().scripts != null && call.state().words.word("invoke").is(name.substring(1))) {
            return Optional.of(call.invoke());
        }
        return table.function(name).flatMap(definition -> run(definition, call, call.count()));
    }

    String message(String key, FunctionCall call) {
        return new Lent(call, 0, this).message(key).orElse(null);
    }

    private Optional<String> run(Definition definition, FunctionCall call, int size) {
        for (int i = 0; i < size && !definition.lazy(); i++) {
            call.argument(i);
        }
        return definition.body().call(new Lent(call, size, this)).map(output -> switch (output.treatment()) {
            case TEXT -> output.text();
            case EXPAND -> call.expander().expandInner(output.text(), call.frame());
            case NOWIKI -> call.state().stripText(WikitextEscape.html(output.text()));
        });
    }

    private record Lent(FunctionCall call, int size, Functions functions) implements Call, Context {

        @Override public String argument(int index) {
            return index < size ? call.argument(index) : "";
        }

        @Override public String raw(int index) {
            return index < size ? call.raw(index) : "";
        }

        @Override public Optional<String> key(int index) {
            return index == 0 ? Optional.empty() : Optional.ofNullable(call.name(index));
        }

        @Override public String value(int index) {
            return index == 0 ? call.argument(0) : call.value(index);
        }

        @Override public Context context() {
            return this;
        }

        @Override public WikiSite site() {
            return call.state().site;
        }

        @Override public TitleParser titles() {
            return call.state().titles;
        }

        @Override public LinkUrls urls() {
            return new LinkUrls(site(), titles());
        }

        @Override public ParseRequest request() {
            return call.state().request;
        }

        @Override public WikiSource source() {
            return call.state().source;
        }

        @Override public boolean expensive() {
            return call.state().limits.expensive();
        }

        @Override public void varies(long seconds) {
            call.state().limits.varies(seconds);
        }

        @Override public void dependsOn(Title title) {
            call.state().links.putIfAbsent(title, source().links(List.of(title)).containsKey(title));
        }

        @Override public void reads(Title title) {
            PageText page = call.state().text(title);
            call.state().templates.putIfAbsent(title, page == null ? 0L : page.revisionId());
        }

        @Override public void dependsOnFile(Title file) {
            call.state().images.putIfAbsent(file.dbKey(), true);
        }

        @Override public Optional<String> property(String name) {
            return name.equals("displaytitle") ? call.state().display.shown() : Optional.ofNullable(call.state().properties.get(name));
        }

        @Override public void property(String name, String value) {
            call.state().properties.put(name, value);
        }

        @Override public Optional<String> displayTitle(String wikitext, boolean silent) {
            return call.state().display.set(withoutMarkers(wikitext), silent, call.state());
        }

        @Override public void trackingCategory(String message) {
            call.state().trackingCategory(message);
        }

        @Override public String withoutMarkers(String text) {
            return text.indexOf('\u007F') < 0 ? text : text.replaceAll("\u007Fn?[0-9]+\u007F", "");
        }

        @Override public String betweenMarkers(String text, UnaryOperator<String> change) {
            if (text.indexOf('\u007F') < 0) {
                return text.isEmpty() ? "" : change.apply(text);
            }
            StringBuilder out = new StringBuilder(text.length());
            // Nothing in front of a marker is a piece, nothing behind the last is none.
            String[] pieces = text.split("\u007F");
            for (int i = 0; i < pieces.length; i++) {
                out.append(i % 2 == 0 ? change.apply(pieces[i]) : "\u007F" + pieces[i] + "\u007F");
            }
            return out.toString();
        }

        @Override public String extensionTag(String name, Optional<String> content, Map<String, String> attributes) {
            StringBuilder written = new StringBuilder();
            attributes.forEach((key, value) -> written.append(' ').append(key).append("=\"").append(value.replace("\"", "&quot;")).append('"'));
            return call.expander().tag(name, written.toString(), content.orElse(null));
        }
    }
}
