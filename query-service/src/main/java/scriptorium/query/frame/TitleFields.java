package scriptorium.query.frame;

import jakarta.enterprise.context.ApplicationScoped;
import scriptorium.contract.result.Result;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** How titles are written in answers. */
@ApplicationScoped
public class TitleFields {

    private final TitleParser titles;

    TitleFields(TitleParser titles) {
        this.titles = titles;
    }

    public Result.Tree put(Result.Tree tree, Title title) {
        return tree.put("ns", title.namespace()).put("title", titles.fullText(title));
    }

    public Result.Tree put(Result.Tree tree, int namespace, String text) {
        return put(tree, Title.of(namespace, text));
    }

    public String full(Title title) {
        return titles.fullText(title);
    }
}
