package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.result.Result;
import scriptorium.host.identity.CallerSignature;
import scriptorium.host.work.WorkPool;
import scriptorium.query.diff.DiffHtml;
import scriptorium.query.diff.LineDiff;
import scriptorium.query.index.Index;
import scriptorium.query.parse.CommentFormatter;
import scriptorium.query.parse.Rendering;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.title.Title;

/** What has to be worked out for the revisions of one answer: HTML, expansions, comparisons. Gathered first, then done in one go on the work pool. */
final class RevisionTasks {

    /** Comparisons in one answer; clients ask for the others one by one. */
    private static final int MAX_COMPARED = 1;
    /** The texts that comparisons need: by revision number. */
    private static final String TEXTS = "SELECT id, text FROM revision WHERE id = ANY($1) AND (visibility & 1) = 0";
    private static final String NEXT = "SELECT DISTINCT ON (parent_id) parent_id, id FROM revision WHERE parent_id = ANY($1) ORDER BY parent_id, id";
    private static final String CURRENT = "SELECT id, latest_revision_id FROM page WHERE id = ANY($1)";

    /** Makes the tasks of an answer. */
    @ApplicationScoped
    static class Maker {
        private final Rendering rendering;
        private final WorkPool work;
        private final CommentFormatter formatter;
        private final Index index;

        Maker(Rendering rendering, WorkPool work, CommentFormatter formatter, Index index) {
            this.rendering = rendering;
            this.work = work;
            this.formatter = formatter;
            this.index = index;
        }

        RevisionTasks make() {
            return new RevisionTasks(this);
        }
    }

    private record Comparison(Result.Tree diff, long revision, long parent, long page, String text, String to) {}

    private final Maker tools;
    private final Comments comments = new Comments();
    private final List<Runnable> jobs = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();

    private int comparedToText;

    private RevisionTasks(Maker tools) {
        this.tools = tools;
    }

    Comments comments() {
        return comments;
    }

    void parseTree(Result.Tree rev, String text, String model) {
        if (!model.equals("wikitext")) {
            rev.put("badcontentformatforparsetree", true);
            return;
        }
        rev.putSubelement("parsetree", "");
        jobs.add(() -> rev.put("parsetree", tools.rendering.engine().parseTree(text, false)));
    }

    void expanded(Result.Tree rev, String text, Title title, long page, long revision) {
        rev.content("content", "");
        jobs.add(() -> rev.content("content", tools.rendering.engine().expand(request(title, text, page, revision), tools.rendering.source(), true).wikitext()));
    }

    void parsed(Result.Tree rev, String text, String model, Title title, long page, long revision) {
        rev.content("content", "");
        jobs.add(() -> rev.content("content", tools.rendering.parse(request(title, text, page, revision), model).html()));
    }

    void diffToText(Result.Tree rev, String text, String other, boolean transformed, Title title, Caller caller) {
        if (comparedToText++ >= MAX_COMPARED) {
            rev.put("diff", Result.tree().put("notcached", true));
            return;
        }
        Result.Tree diff = Result.tree().content("body", "");
        rev.put("diff", diff);
        if (transformed) {
            jobs.add(() -> diff.content("body", diff(text, tools.rendering.engine().preSaveTransform(request(title, other, 0, 0), tools.rendering.source(),
                    CallerSignature.of(caller)))));
        } else {
            jobs.add(() -> diff.content("body", diff(text, other)));
        }
    }

    void diffTo(Result.Tree rev, long revision, long parent, long page, String text, String to) {
        Result.Tree diff = Result.tree();
        rev.put("diff", diff);
        comparisons.add(new Comparison(diff, revision, parent, page, text, to));
    }

    private static ParseRequest request(Title title, String text, long page, long revision) {
        return new ParseRequest(title, text, page, revision, Optional.empty(), Optional.empty(), "127.0.0.1", "en", Instant.now(), false, false, "mw-parser-output",
                true, true, true);
    }

    private static String diff(String before, String after) {
        return DiffHtml.TABLE.show(LineDiff.of(before, after));
    }

    <T> Uni<T> fill(T answer) {
        Uni<Void> compared = comparisons.isEmpty() ? Uni.createFrom().voidItem() : others().chain(this::texts);
        return compared
                .chain(() -> jobs.isEmpty() ? Uni.createFrom().voidItem() : tools.work.run(() -> {
                    jobs.forEach(Runnable::run);
                    return null;
                }).replaceWithVoid())
                .chain(() -> comments.fill(tools.formatter, answer));
    }

    /** The revisions to compare with, by revision. */
    private Uni<Map<Long, Long>> others() {
        String to = comparisons.getFirst().to();
        Map<Long, Long> others = new HashMap<>();
        return switch (to) {
            case "prev" -> {
                comparisons.forEach(c -> others.put(c.revision(), c.parent()));
                yield Uni.createFrom().item(others);
            }
            case "next" -> tools.index.rows(NEXT, (Object) comparisons.stream().map(Comparison::revision).toArray(Long[]::new)).map(rows -> {
                rows.forEach(row -> others.put(row.getLong(0), row.getLong(1)));
                return others;
            });
            case "cur" -> tools.index.rows(CURRENT, (Object) comparisons.stream().map(Comparison::page).distinct().toArray(Long[]::new)).map(rows -> {
                Map<Long, Long> latest = new HashMap<>();
                rows.forEach(row -> latest.put(row.getLong(0), row.getLong(1)));
                comparisons.forEach(c -> others.put(c.revision(), latest.getOrDefault(c.page(), 0L)));
                return others;
            });
            default -> {
                comparisons.forEach(c -> others.put(c.revision(), Long.parseLong(to)));
                yield Uni.createFrom().item(others);
            }
        };
    }

    private Uni<Void> texts(Map<Long, Long> others) {
        Set<Long> wanted = new LinkedHashSet<>(others.values());
        return tools.index.rows(TEXTS, (Object) wanted.toArray(Long[]::new)).invoke(rows -> {
            Map<Long, String> texts = new HashMap<>();
            for (Row row : rows) {
                texts.put(row.getLong(0), row.getString(1));
            }
            comparisons.stream().limit(MAX_COMPARED).forEach(c -> compare(c, others.getOrDefault(c.revision(), 0L), texts));
            comparisons.stream().skip(MAX_COMPARED).forEach(c -> c.diff().put("notcached", true));
        }).replaceWithVoid();
    }

    private void compare(Comparison c, long other, Map<Long, String> texts) {
        boolean back = c.to().equals("prev");
        String text = texts.get(other);
        if (back) {
            c.diff().set("from", other == 0 ? (Object) new Result.Bool(false) : (Object) other).put("to", c.revision());
        } else {
            c.diff().put("from", c.revision()).put("to", c.to().equals("cur") ? 0 : other);
        }
        c.diff().content("body", "");
        if (text != null) {
            jobs.add(() -> c.diff().content("body", back ? diff(text, c.text()) : diff(c.text(), text)));
        }
    }
}
