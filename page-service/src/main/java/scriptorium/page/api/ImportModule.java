package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.UploadedFile;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.importing.ImportPages;
import scriptorium.page.tag.TagAccess;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=import}: pages from an XML dump that comes with the request. This wiki fetches none from others, so it has no interwiki sources. */
@ApplicationScoped
class ImportModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<String>> summary = params.text("summary").optional();
    private final Param<Optional<UploadedFile>> xml = params.upload("xml").optional();
    private final Param<Optional<String>> prefix = params.text("interwikiprefix").optional();
    private final Param<Optional<String>> source = params.choice("interwikisource").optional();
    private final Param<Optional<String>> page = params.text("interwikipage").optional();
    private final Param<Boolean> fullHistory = params.flag("fullhistory");
    private final Param<Boolean> templates = params.flag("templates");
    private final Param<Optional<Integer>> namespace = params.namespace("namespace").optional();
    private final Param<Boolean> assignKnownUsers = params.flag("assignknownusers");
    private final Param<Optional<String>> rootPage = params.text("rootpage").optional();
    private final Param<Optional<Set<String>>> tags = Runs.tags(params);
    private final ModuleSpec spec;

    private final ImportPages importPages;
    private final TagAccess tagAccess;
    private final TitleParser titles;

    ImportModule(ImportPages importPages, TagAccess tagAccess, TitleParser titles) {
        this.importPages = importPages;
        this.tagAccess = tagAccess;
        this.titles = titles;
        params.token("csrf");
        spec = ModuleSpec.action("import", params).writes("csrf").atMostOneOf(namespace, rootPage).build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        if (!run.caller().may("importupload")) {
            throw ApiException.of("cantimport-upload", "apierror-cantimport-upload");
        }
        String users = run.get(prefix).filter(text -> !text.isEmpty()).orElseThrow(() ->
                ApiException.of("nointerwikiprefix", "apierror-missingparam", Arg.raw("interwikiprefix")));
        UploadedFile file = run.get(xml).orElseThrow(() -> ApiException.of("nofile", "importnofile"));
        Optional<Title> root = run.get(rootPage).filter(text -> !text.isEmpty()).map(this::root);
        return tagAccess.accompanying(run.caller(), Runs.given(run, tags)).chain(given -> importPages.execute(new ImportPages.Command(file.path(), users,
                run.get(summary).orElse(""), run.get(assignKnownUsers), run.get(namespace), root, given, Runs.by(run)))).map(done -> answer(run, done));
    }

    private Title root(String text) {
        Title title = titles.parse(text, Namespace.MAIN).title().filter(t -> t.isLocal() && t.namespace() >= 0)
                .orElseThrow(() -> ApiException.of("import-rootpage-invalid", "import-rootpage-invalid"));
        Namespace within = titles.namespace(title.namespace()).orElseThrow();
        if (!within.subpages()) {
            throw ApiException.of("import-rootpage-nosubpage", "import-rootpage-nosubpage", Arg.raw(within.name().isEmpty() ? "(Main)" : within.name()));
        }
        return title;
    }

    private Result.Tree answer(ModuleRun run, List<ImportPages.Imported> done) {
        Result.Items items = Result.items("page");
        for (ImportPages.Imported imported : done) {
            imported.positions().forEach(run::wrote);
            items.add(Result.tree().put("ns", imported.title().namespace()).put("title", titles.fullText(imported.title())).put("revisions", imported.revisions()));
        }
        return Result.tree().put("import", items);
    }
}
