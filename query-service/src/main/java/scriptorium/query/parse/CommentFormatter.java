package scriptorium.query.parse;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scriptorium.host.work.WorkPool;
import scriptorium.wikitext.title.Title;

/** Edit and log summaries as HTML, a batch at a time, on the work pool: links know whether their pages exist. */
@ApplicationScoped
public class CommentFormatter {

    /** @param page where {@code /* section *}{@code /} leads; absent for none */
    public record Comment(String text, Optional<Title> page) {}

    private final Rendering rendering;
    private final WorkPool work;

    CommentFormatter(Rendering rendering, WorkPool work) {
        this.rendering = rendering;
        this.work = work;
    }

    /** In the order of the comments. */
    public Uni<List<String>> html(List<Comment> comments) {
        return work.run(() -> {
            List<String> html = new ArrayList<>(comments.size());
            for (Comment comment : comments) {
                html.add(rendering.engine().summaryHtml(comment.text(), comment.page(), rendering.source()));
            }
            return html;
        });
    }
}
