package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** {@code prop=duplicatefiles}: files with the same content. */
@ApplicationScoped
class DuplicateFilesModule implements QuerySubmodule {

    private final Params params = Params.declare("df");
    private final Param<Integer> limit = params.limit();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<String> dir = params.choice("dir", "ascending", "descending").orElse("ascending");
    private final Param<Boolean> localOnly = params.flag("localonly");
    private final ModuleSpec spec = ModuleSpec.prop("duplicatefiles", params)
            .generator()
            .example("action=query&titles=File:Sunrise.png&prop=duplicatefiles", "apihelp-query+duplicatefiles-example-simple")
            .example("action=query&generator=allimages&prop=duplicatefiles", "apihelp-query+duplicatefiles-example-generated")
            .build();

    private final Index index;

    DuplicateFilesModule(Index index) {
        this.index = index;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        Map<String, Long> files = new HashMap<>();
        run.pages().titled().stream().filter(e -> e.title().orElseThrow().namespace() == Namespace.FILE).forEach(e -> files.put(e.title().orElseThrow().text(), e.id()));
        if (files.isEmpty()) {
            return Uni.createFrom().item(Found.nothing());
        }
        boolean up = run.get(dir).equals("ascending");
        String order = up ? "" : " DESC";
        SqlText sql = new SqlText("SELECT v.title, d.title, d.user_name, d.at FROM file_version v JOIN file_version d ON d.sha1 = v.sha1 AND d.position = 0")
                .where("v.position = 0").where("v.title = ANY(?)", (Object) files.keySet().toArray(String[]::new)).where("d.title <> v.title");
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.where("(dbkey(v.title), dbkey(d.title)) " + (up ? ">=" : "<=") + " (dbkey(?), dbkey(?))", parts[0].replace('_', ' '), parts[1].replace('_', ' '));
        });
        return index.rows(sql.add(" ORDER BY dbkey(v.title)" + order + ", dbkey(d.title)" + order + " LIMIT ?", run.get(limit) + 1)).map(rows -> {
            Found found = new Found();
            Batch.each(rows, run.get(limit), row -> {
                if (run.generator()) {
                    found.title(Title.of(Namespace.FILE, row.getString(1)));
                    return;
                }
                found.item(files.get(row.getString(0)), "duplicatefiles", "df", Result.tree().put("name", row.getString(1).replace(' ', '_'))
                        .put("user", row.getString(2)).put("timestamp", Timestamps.iso(row.getOffsetDateTime(3).toInstant())).put("shared", false));
            }, row -> found.next(run, goOn, row.getString(0).replace(' ', '_') + "|" + row.getString(1).replace(' ', '_')));
            return found;
        });
    }
}
