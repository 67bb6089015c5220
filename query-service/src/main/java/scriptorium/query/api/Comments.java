package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.result.Result;
import scriptorium.query.parse.CommentFormatter;
import scriptorium.wikitext.title.Title;

/** Summaries of one answer that are to be shown as HTML: their places are kept while the answer is built, and filled in one go. */
final class Comments {

    private record Place(Result.Tree tree, String field) {}

    private final List<Place> places = new ArrayList<>();
    private final List<CommentFormatter.Comment> comments = new ArrayList<>();

    /** @param page where links to sections lead */
    void put(Result.Tree tree, String field, String text, Title page) {
        tree.put(field, "");
        if (!text.isEmpty()) {
            places.add(new Place(tree, field));
            comments.add(new CommentFormatter.Comment(text, Optional.of(page)));
        }
    }

    <T> Uni<T> fill(CommentFormatter formatter, T answer) {
        if (comments.isEmpty()) {
            return Uni.createFrom().item(answer);
        }
        return formatter.html(comments).map(html -> {
            for (int i = 0; i < places.size(); i++) {
                places.get(i).tree().put(places.get(i).field(), html.get(i));
            }
            return answer;
        });
    }
}
