package scriptorium.wikitext.function.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.LastEdit;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Expands nested calls of functions, enough to try them without the engine. */
public final class SmallExpander implements Context {

    private final WikiSite site;
    private final TitleParser titles;
    private final ParseRequest request;
    private final FunctionTable table;
    private final Map<String, String> properties = new HashMap<>();

    public SmallExpander(WikiSite site, Title page, Instant now, List<Definition> functions) {
        this.site = site;
        titles = new TitleParser(site);
        request = new ParseRequest(page, "text", 7, 42, Optional.of(now), Optional.of("Bob"), "127.0.0.1", "en", now, false, false, "",
                true, true, true);
        table = new FunctionTable(functions);
    }

    public String expand(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf("{{", at);
            int close = open < 0 ? -1 : closing(text, open);
            if (close < 0) {
                break;
            }
            out.append(text, at, open).append(call(text.substring(open + 2, close)).orElse(text.substring(open, close + 2)));
            at = close + 2;
        }
        return out.append(text.substring(at)).toString();
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i + 1 < text.length(); i++) {
            if (text.startsWith("{{", i)) {
                depth++;
                i++;
            } else if (text.startsWith("}}", i)) {
                depth--;
                if (depth == 0) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private Optional<String> call(String inner) {
        List<String> parts = split(inner);
        String first = parts.getFirst();
        int colon = first.indexOf(':');
        String name = expand(colon < 0 ? first : first.substring(0, colon)).strip();
        Optional<Definition> definition = colon >= 0 ? table.function(name) : parts.size() == 1 ? table.variable(name) : Optional.empty();
        if (definition.isEmpty()) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>();
        if (colon >= 0) {
            arguments.add(first.substring(colon + 1));
            arguments.addAll(parts.subList(1, parts.size()));
        }
        return definition.get().body().call(new SmallCall(arguments)).map(Output::text);
    }

    private static List<String> split(String inner) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < inner.length(); i++) {
            if (inner.startsWith("{{", i) || inner.startsWith("[[", i)) {
                depth++;
                i++;
            } else if (inner.startsWith("}}", i) || inner.startsWith("]]", i)) {
                depth--;
                i++;
            } else if (inner.charAt(i) == '|' && depth == 0) {
                parts.add(inner.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(inner.substring(from));
        return parts;
    }

    private final class SmallCall implements Call {
        private final List<String> arguments;

        SmallCall(List<String> arguments) {
            this.arguments = arguments;
        }

        @Override public int size() {
            return arguments.size();
        }

        @Override public String argument(int index) {
            return index < arguments.size() ? expand(arguments.get(index)).strip() : "";
        }

        @Override public Optional<String> key(int index) {
            int equals = equalsSign(arguments.get(index));
            return equals < 0 ? Optional.empty() : Optional.of(expand(arguments.get(index).substring(0, equals)).strip());
        }

        @Override public String value(int index) {
            return expand(arguments.get(index).substring(equalsSign(arguments.get(index)) + 1)).strip();
        }

        private static int equalsSign(String argument) {
            int depth = 0;
            for (int i = 0; i < argument.length(); i++) {
                depth += argument.startsWith("{{", i) ? 1 : argument.startsWith("}}", i) ? -1 : 0;
                if (argument.charAt(i) == '=' && depth <= 0) {
                    return i;
                }
            }
            return -1;
        }

        @Override public Context context() {
            return SmallExpander.this;
        }
    }

    @Override public WikiSite site() {
        return site;
    }

    @Override public TitleParser titles() {
        return titles;
    }

    @Override public LinkUrls urls() {
        return new LinkUrls(site, titles);
    }

    @Override public ParseRequest request() {
        return request;
    }

    @Override public WikiSource source() {
        return new WikiSource() {
            @Override public Map<Title, PageText> pages(Collection<Title> wanted) {
                Title main = Title.of(0, "Main Page");
                return wanted.contains(main) ? Map.of(main, new PageText(1, 1, "x".repeat(755), "wikitext")) : Map.of();
            }

            @Override public Map<Title, LinkState> links(Collection<Title> wanted) {
                Title main = Title.of(0, "Main Page");
                return wanted.contains(main) ? Map.of(main, LinkState.EXISTS) : Map.of();
            }

            @Override public Map<Title, FileInfo> files(Collection<Title> wanted) {
                return Map.of();
            }

            @Override public Optional<LastEdit> lastEdit(Title page) {
                return page.equals(Title.of(0, "Main Page")) ? Optional.of(new LastEdit(Instant.parse("2025-03-04T05:06:07Z"), "Ann")) : Optional.empty();
            }

            @Override public OptionalLong statistic(String name) {
                return OptionalLong.of(name.equals("edits") ? 12345 : 1);
            }
        };
    }

    @Override public boolean expensive() {
        return true;
    }

    @Override public void varies(long seconds) { }

    @Override public void dependsOn(Title title) { }

    @Override public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }

    @Override public void property(String name, String value) {
        properties.put(name, value);
    }

    @Override public Optional<String> displayTitle(String wikitext, boolean silent) {
        properties.put("displaytitle", wikitext);
        return Optional.empty();
    }

    @Override public String withoutMarkers(String text) {
        return text;
    }

    @Override public String betweenMarkers(String text, UnaryOperator<String> change) {
        return change.apply(text);
    }

    @Override public String extensionTag(String name, Optional<String> content, Map<String, String> attributes) {
        StringBuilder tag = new StringBuilder("<" + name);
        attributes.forEach((key, value) -> tag.append(' ').append(key).append("=\"").append(value.replace("\"", "&quot;")).append('"'));
        return content.map(text -> tag + ">" + text + "</" + name + ">").orElse(tag + "/>");
    }
}
