package scriptorium.wikitext.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.expand.Expander;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.pass.Headings;
import scriptorium.wikitext.pass.Sanitizer;
import scriptorium.wikitext.preprocess.Node;

/** Extension tags: what stands between them, and what becomes of it. */
final class Tags {

    static final Set<String> NAMES = Set.of("nowiki", "pre", "gallery", "indicator", "ref", "references", "poem", "syntaxhighlight", "source");
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+)\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>/]++))");

    private static final Pattern NOWIKI = Pattern.compile("<nowiki>(.*?)</nowiki>", Pattern.DOTALL);

    private final Passes passes;

    Tags(Passes passes) {
        this.passes = passes;
    }

    String handle(Node.Extension tag, String attributes, Expander expander, ParseState state) {
        String inner = tag.inner() == null ? "" : tag.inner();
        return switch (tag.key()) {
            case "nowiki" -> state.stripText(escape(inner));
            case "pre" -> state.strip("<pre" + Sanitizer.attributes("pre", attributes) + ">" + escape(NOWIKI.matcher(inner).replaceAll("$1")) + "</pre>");
            case "syntaxhighlight", "source" -> state.strip(highlight(attributes, inner));
            case "poem" -> state.strip(poem(inner, expander, state));
            case "indicator" -> {
                String name = attribute(attributes, "name");
                if (name.isEmpty()) {
                    yield "<span class=\"error\">An indicator needs a <code>name</code>.</span>";
                } else {
                    state.indicators.put(name, passes.inline(expander.expandInner(inner), state).strip());
                }
                yield "";
            }
            case "gallery" -> state.strip(gallery(attributes, inner, expander, state));
            case "ref" -> ref(attributes, tag.inner(), expander, state);
            case "references" -> {
                if (tag.inner() != null && !state.listing) {
                    state.listing = true;
                    expander.expandInner(inner);
                    state.listing = false;
                }
                yield state.strip(references(attribute(attributes, "group"), state));
            }
            default -> "";
        };
    }

    static String attribute(String attributes, String name) {
        Matcher found = ATTRIBUTE.matcher(attributes);
        while (found.find()) {
            if (found.group(1).equalsIgnoreCase(name)) {
                return found.group(2) != null ? found.group(2).strip() : found.group(3) != null ? found.group(3).strip() : found.group(4);
            }
        }
        return "";
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 32);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append(text.substring(i, Math.min(text.length(), i + 12)).matches("(?s)&(#?\\w+;).*") ? "&" : "&amp;");
                case '\u007F' -> {}
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static String highlight(String attributes, String inner) {
        String lang = attribute(attributes, "lang");
        String css = "mw-highlight" + (lang.isEmpty() ? "" : " mw-highlight-lang-" + Sanitizer.escape(lang)) + " mw-content-ltr";
        return "<div class=\"" + css + "\" dir=\"ltr\"><pre>" + inner.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replaceFirst("^\\n", "").stripTrailing()
                + "\n</pre></div>";
    }

    private String poem(String inner, Expander expander, ParseState state) {
        StringBuilder out = new StringBuilder();
        for (String line : inner.strip().split("\n", -1)) {
            out.append(out.isEmpty() ? "" : "<br />\n").append(line);
        }
        return "<div class=\"poem\">\n<p>" + passes.inline(expander.expandInner(out.toString()), state) + "\n</p>\n</div>";
    }

    private String gallery(String attributes, String inner, Expander expander, ParseState state) {
        String mode = attribute(attributes, "mode");
        int width = pixels(attribute(attributes, "widths"));
        int height = pixels(attribute(attributes, "heights"));
        String perRow = attribute(attributes, "perrow");
        String row = perRow.matches("[1-9]\\d{0,3}") ? " style=\"max-width: " + Integer.parseInt(perRow) * (width + 43) + "px;\"" : "";
        StringBuilder out = new StringBuilder("<ul class=\"gallery mw-gallery-" + (mode.isEmpty() ? "traditional" : Sanitizer.escape(mode)) + "\"" + Sanitizer.attributes("ul", attributes.replaceAll("\\bclass\\s*=", "data-class=")) + row + ">\n");
        String caption = attribute(attributes, "caption");
        if (!caption.isEmpty()) {
            out.append("\t<li class=\"gallerycaption\">").append(passes.inline(expander.expandInner(caption), state)).append("</li>\n");
        }
        for (String line : inner.split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            int bar = line.indexOf('|');
            String file = (bar < 0 ? line : line.substring(0, bar)).strip();
            String text = bar < 0 ? "" : expander.expandInner(line.substring(bar + 1));
            state.titles.parse(file, 6).title().filter(t -> t.namespace() == 6).ifPresent(title -> out.append("\t\t<li class=\"gallerybox\" style=\"width: " + (width + 35) + "px\">\n\t\t\t<div class=\"thumb\" style=\"" + (state.source.files(List.of(title)).isEmpty() ? "" : "width: " + (width + 30) + "px; ") + "height: " + (height + 30) + "px;\">")
                    .append(passes.inline("[[" + state.titles.fullText(title) + "|" + width + "x" + height + "px" + (text.isBlank() ? "" : "|" + text.replace("\n", " ")) + "]]", state))
                    .append("</div>\n\t\t\t<div class=\"gallerytext\">").append(passes.inline(text, state)).append("</div>\n\t\t</li>\n"));
        }
        return out.append("</ul>").toString();
    }

    private static int pixels(String size) {
        Matcher digits = Pattern.compile("(\\d{1,4})(?:px)?").matcher(size.strip());
        return digits.matches() && Integer.parseInt(digits.group(1)) > 0 ? Integer.parseInt(digits.group(1)) : 120;
    }

    private String ref(String attributes, String inner, Expander expander, ParseState state) {
        String group = attribute(attributes, "group");
        String name = attribute(attributes, "name");
        List<String[]> all = state.references.computeIfAbsent(group, _ -> new ArrayList<>());
        int index = -1;
        for (int i = 0; i < all.size() && !name.isEmpty(); i++) {
            if (all.get(i)[0].equals(name)) {
                index = i;
            }
        }
        String text = inner == null ? "" : passes.inline(expander.expandInner(inner), state).stripTrailing();
        if (index < 0) {
            all.add(new String[] {name, text, "0"});
            index = all.size() - 1;
        } else if (!text.isBlank() && all.get(index)[1].isEmpty()) {
            all.get(index)[1] = text;
        }
        String[] entry = all.get(index);
        if (state.listing) {
            return "";
        }
        int use = Integer.parseInt(entry[2]);
        entry[2] = String.valueOf(use + 1);
        String note = "cite_note-" + (name.isEmpty() ? String.valueOf(index + 1) : anchor(name, state) + "-" + (index + 1));
        String back = "cite_ref-" + (name.isEmpty() ? String.valueOf(index + 1) : anchor(name, state) + "_" + (index + 1) + "-" + use);
        String label = group.isEmpty() ? String.valueOf(index + 1) : group + " " + (index + 1);
        return state.strip("<sup id=\"" + Sanitizer.escape(back) + "\" class=\"reference\"><a href=\"#" + Sanitizer.escape(note)
                + "\"><span class=\"cite-bracket\">&#91;</span>" + Sanitizer.escape(label) + "<span class=\"cite-bracket\">&#93;</span></a></sup>");
    }

    private static String anchor(String name, ParseState state) {
        return Headings.id(name.replace(' ', '_'), state);
    }

    static String references(String group, ParseState state) {
        List<String[]> all = state.references.remove(group);
        if (all == null || all.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("<div class=\"mw-references-wrap" + (all.size() > 10 ? " mw-references-columns" : "") + "\"><ol class=\"references\">\n");
        for (int i = 0; i < all.size(); i++) {
            String[] entry = all.get(i);
            String name = anchor(entry[0], state);
            String note = "cite_note-" + (name.isEmpty() ? String.valueOf(i + 1) : name + "-" + (i + 1));
            out.append("<li id=\"").append(Sanitizer.escape(note)).append("\">");
            int uses = Integer.parseInt(entry[2]);
            if (uses == 1) {
                String back = "cite_ref-" + (name.isEmpty() ? String.valueOf(i + 1) : name + "_" + (i + 1) + "-0");
                out.append("<span class=\"mw-cite-backlink\"><a href=\"#").append(Sanitizer.escape(back)).append("\">↑</a></span> ");
            } else {
                out.append("<span class=\"mw-cite-backlink\">↑ ");
                for (int use = 0; use < uses; use++) {
                    String count = "0".repeat(String.valueOf(uses - 1).length() - String.valueOf(use).length()) + use;
                    out.append(use > 0 ? " " : "").append("<sup><a href=\"#").append(Sanitizer.escape("cite_ref-" + name + "_" + (i + 1) + "-" + use)).append("\">")
                            .append(i + 1).append('.').append(count).append("</a></sup>");
                }
                out.append("</span> ");
            }
            out.append("<span class=\"reference-text\">").append(entry[1].isEmpty() ? "<span class=\"error mw-ext-cite-error\">No text was given for this reference.</span>" : entry[1])
                    .append("</span>\n</li>\n");
        }
        return out.append("</ol></div>").toString();
    }
}
