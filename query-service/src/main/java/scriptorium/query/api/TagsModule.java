package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.Index;

/** {@code list=tags}: change tags, those of the software and those that the wiki has defined. */
@ApplicationScoped
class TagsModule implements QuerySubmodule {

    /** Tags that the software itself puts on changes. */
    private static final Set<String> SOFTWARE = Set.of("mw-contentmodelchange", "mw-new-redirect", "mw-removed-redirect", "mw-changed-redirect-target", "mw-blank",
            "mw-replace", "mw-rollback", "mw-undo", "mw-manual-revert", "mw-reverted", "mw-server-side-upload");
    private static final String KNOWN = """
            SELECT coalesce(d.name, c.name), coalesce(d.is_defined, false), coalesce(d.is_active, false), coalesce(c.hits, 0)
            FROM tag_definition d FULL JOIN tag_count c ON c.name = d.name
            WHERE coalesce(d.name, c.name) >= $1 ORDER BY 1 LIMIT $2""";

    private record Tag(String name, boolean defined, boolean active, long hits) {}

    private final Params params = Params.declare("tg");
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Integer> limit = params.limit();
    private final Param<Set<String>> prop = params.choice("prop", "displayname", "description", "hitcount", "defined", "source", "active").manyOr();
    private final ModuleSpec spec = ModuleSpec.list("tags", params)
            .example("action=query&list=tags&tgprop=displayname|description|hitcount|defined", "apihelp-query+tags-example-simple")
            .build();

    private final Index index;

    TagsModule(Index index) {
        this.index = index;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        String from = run.get(goOn).orElse("");
        return index.rows(KNOWN, from, run.get(limit) + 1).map(rows -> {
            Found found = new Found();
            Result.Items items = Result.items("tag");
            int count = 0;
            for (Tag tag : merged(from, rows)) {
                if (++count > run.get(limit)) {
                    found.next(run, goOn, tag.name());
                    break;
                }
                items.add(show(run.get(prop), tag));
            }
            return found.value("tags", items);
        });
    }

    private static List<Tag> merged(String from, List<Row> rows) {
        Map<String, Tag> byName = new HashMap<>();
        SOFTWARE.stream().filter(name -> name.compareTo(from) >= 0).forEach(name -> byName.put(name, new Tag(name, false, false, 0)));
        for (Row row : rows) {
            Tag tag = new Tag(row.getString(0), row.getBoolean(1), row.getBoolean(2), row.getLong(3));
            if (SOFTWARE.contains(tag.name()) || tag.defined() || tag.hits() > 0) {
                byName.put(tag.name(), tag);
            }
        }
        List<Tag> tags = new ArrayList<>();
        new TreeSet<>(byName.keySet()).forEach(name -> tags.add(byName.get(name)));
        return tags;
    }

    private static Result.Tree show(Set<String> props, Tag tag) {
        boolean software = SOFTWARE.contains(tag.name());
        Result.Tree item = Result.tree().put("name", tag.name());
        if (props.contains("displayname")) {
            item.put("displayname", software ? text("tag-" + tag.name()) : new Result.Text(Msg.of("tag", "tag-plain",
                    scriptorium.contract.message.Arg.raw(tag.name())), "html"));
        }
        if (props.contains("description")) {
            item.put("description", software ? text("tag-" + tag.name() + "-description") : text("tag-no-description"));
        }
        if (props.contains("hitcount")) {
            item.put("hitcount", tag.hits());
        }
        if (props.contains("defined")) {
            item.put("defined", software || tag.defined());
        }
        if (props.contains("source")) {
            Result.Items sources = Result.items("");
            if (software) {
                sources.add("software").add("extension");
            }
            if (tag.defined()) {
                sources.add("manual");
            }
            item.put("source", sources);
        }
        if (props.contains("active")) {
            item.put("active", software || tag.active());
        }
        return item;
    }

    private static Result.Text text(String key) {
        return new Result.Text(Msg.of(key, key), "html");
    }
}
