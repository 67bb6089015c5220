package scriptorium.wikitext.tag;

import java.util.List;
import scriptorium.wikitext.api.WikiSite;

/** {@code <html>}: HTML that nobody checks. Only for wikis that nobody but trusted people can edit, which say so with the option {@code RawHtml}. */
final class RawHtml {

    private RawHtml() {}

    static List<TagDefinition> of(WikiSite site) {
        return site.flag("RawHtml", false) ? List.of(new TagDefinition("html", call -> call.state().stripText(call.text()))) : List.of();
    }
}
