package scriptorium.wikitext.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import scriptorium.wikitext.block.BlockPass;
import scriptorium.wikitext.expand.HeadingMarks;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.pass.ExternalLinks;
import scriptorium.wikitext.pass.Headings;
import scriptorium.wikitext.pass.InternalLinks;
import scriptorium.wikitext.pass.KnownAttributes;
import scriptorium.wikitext.pass.Quotes;
import scriptorium.wikitext.pass.Sanitizer;
import scriptorium.wikitext.pass.Tables;
import scriptorium.wikitext.tag.TextPasses;
import scriptorium.wikitext.text.TextBuffer;
import scriptorium.wikitext.title.Namespace;

/** The text passes in their order: each may rely on what the ones before have done. */
final class Passes implements TextPasses {

    @Override
    public String inline(String expanded, ParseState state) {
        InternalLinks links = new InternalLinks(state);
        return Headings.part(links.replaceHeld(passes(TextBuffer.of(expanded), links, state)).finish(), state);
    }

    @Override
    public String blocks(String html) {
        return BlockPass.apply(html);
    }

    /** Blocks of what {@link #inline} has made. */
    String finished(String html, ParseState state) {
        return BlockPass.apply(state.unstripGeneral(html));
    }

    /** A whole page up to the block pass; links are put in, markers of put-away HTML are still there. */
    TextBuffer page(TextBuffer expanded, ParseState state) {
        InternalLinks links = new InternalLinks(state);
        TextBuffer text = passes(expanded, links, state);
        state.ends(text);
        text = BlockPass.apply(state.unstripGeneral(text));
        return links.replaceHeld(text);
    }

    private static TextBuffer passes(TextBuffer expanded, InternalLinks links, ParseState state) {
        KnownAttributes attributes = KnownAttributes.of(state);
        TextBuffer text = Sanitizer.clean(HeadingMarks.atLines(expanded), attributes);
        text = Tables.apply(text, attributes);
        text = rules(text);
        text = switches(text, state);
        text = Headings.mark(text);
        text = links.apply(text);
        text = Quotes.apply(text);
        return new ExternalLinks(state).apply(text);
    }

    /** Four hyphens and more at the begin of a line. */
    private static TextBuffer rules(TextBuffer text) {
        if (!text.startsWith("----", 0) && !text.contains("\n----")) {
            return text;
        }
        TextBuffer out = TextBuffer.take(text.length());
        int at = 0;
        int line = 0;
        while (line >= 0) {
            if (text.startsWith("----", line)) {
                out.append(text, at, line).append("<hr />");
                at = line + 4;
                while (at < text.length() && text.charAt(at) == '-') {
                    at++;
                }
            }
            line = text.indexOf('\n', Math.max(line, at));
            line = line < 0 ? -1 : line + 1;
        }
        out.append(text, at, text.length());
        text.release();
        return out;
    }

    /** Pages of content are not kept from search engines by what stands on them. */
    private static void track(ParseState state) {
        int namespace = state.request.page().namespace();
        for (String name : List.of("noindex", "index")) {
            if (namespace != Namespace.MAIN && state.switches.contains(name)) {
                state.trackingCategory(name + "-category");
            }
        }
        if (namespace == Namespace.CATEGORY && state.switches.contains("hiddencat")) {
            state.trackingCategory("hidden-category-category");
        }
    }

    private static TextBuffer switches(TextBuffer text, ParseState state) {
        if (!text.contains("__")) {
            return text;
        }
        Switches switches = Switches.of(state.site.language());
        TextBuffer out = TextBuffer.take(text.length());
        Set<String> others = new LinkedHashSet<>();
        int at = 0;
        for (Switches.Found found = switches.next(text, 0); found != null; found = switches.next(text, at)) {
            String name = found.word().name();
            out.append(text, at, found.start());
            if (name.equals("toc") && state.switches.add(name)) {
                out.append("<mw:tocplace></mw:tocplace>");
            }
            state.switches.add(name);
            if (found.word().caseSensitive()) {
                // Those that count in capitals only are found after the others.
                others.add(name);
            } else if (!name.equals("toc")) {
                state.properties.put(name, "");
            }
            at = found.end();
        }
        others.forEach(name -> state.properties.put(name, ""));
        track(state);
        if (state.switches.contains("toc")) {
            state.properties.put("toc", "");
        }
        out.append(text, at, text.length());
        text.release();
        return out;
    }
}
