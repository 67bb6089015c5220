package scriptorium.wikitext.tag;

import java.util.List;
import java.util.stream.Stream;
import scriptorium.wikitext.api.WikiSite;

/** Tags that MediaWiki's parser tests bring along; a wiki has them only when its option {@code TestTags} asks for it. */
final class TestTags {

    private static final class Kept {
        private String text = "";
    }

    private TestTags() {}

    static List<TagDefinition> of(WikiSite site) {
        if (!site.flag("TestTags", false)) {
            return List.of();
        }
        Stream<TagDefinition> tags = Stream.of(new TagDefinition("tag", TestTags::dump), new TagDefinition("tåg", TestTags::dump), new TagDefinition("statictag", TestTags::kept),
                new TagDefinition("asidetag", call -> call.state().strip("<aside>Some aside content</aside>")), around("spantag", "span"), around("divtag", "div"));
        return (site.flag("StyleTag", false) ? Stream.concat(tags, Stream.of(new TagDefinition("style", TestTags::style), new TagDefinition("link", TestTags::style))) : tags).toList();
    }

    private static TagDefinition around(String name, String element) {
        return new TagDefinition(name, call -> call.state().strip("<" + element + ">" + call.parse(call.text()) + "</" + element + ">"));
    }

    /** Content and attributes as they came. */
    private static String dump(TagCall call) {
        StringBuilder out = new StringBuilder("<pre>\n").append(call.content() == null ? "NULL" : "'" + call.content() + "'").append("\narray (\n");
        call.attributes().forEach((name, value) -> out.append("  '").append(escaped(name)).append("' => '").append(escaped(value)).append("',\n"));
        return call.state().strip(out.append(")\n</pre>").toString());
    }

    private static String kept(TagCall call) {
        Kept kept = call.state().extension(Kept.class, Kept::new);
        if (!call.attributes().isEmpty() && call.attributes().containsKey("action") && call.attributes().get("action").equals("flush")) {
            String text = kept.text;
            kept.text = "";
            return call.state().strip(escaped(text));
        }
        kept.text = call.text();
        return "";
    }

    /** As it came, which no wiki of the world may allow. */
    private static String style(TagCall call) {
        return call.state().strip("<" + call.name() + call.rawAttributes() + (call.content() == null ? " />" : ">" + call.text() + "</" + call.name() + ">"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
