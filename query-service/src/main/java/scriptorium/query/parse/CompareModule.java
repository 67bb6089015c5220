package scriptorium.query.parse;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.work.WorkPool;
import scriptorium.query.diff.DiffHtml;
import scriptorium.query.diff.LineDiff;
import scriptorium.query.parse.Revisions.Revision;
import scriptorium.wikitext.api.WikitextEngine;

/** {@code action=compare}: what differs between two revisions, pages or texts. */
@ApplicationScoped
class CompareModule implements ApiModule {

    private final Params params = Params.declare();
    private final CompareParams from = new CompareParams(params, "from", false);
    private final CompareParams to = new CompareParams(params, "to", true);
    private final Param<Set<String>> prop = params.choice("prop", "diff", "diffsize", "rel", "ids", "title", "user", "comment", "parsedcomment", "size", "timestamp")
            .manyOr("diff", "ids", "title");
    private final Param<Optional<Set<String>>> slots = params.choice("slots", "main").all("*").many();
    private final Param<String> diffType = params.choice("difftype", "table", "inline", "unified").orElse("table");
    private final ModuleSpec spec = ModuleSpec.action("compare", params)
            .atLeastOneOf(from.sources())
            .atLeastOneOf(to.sources())
            .example("action=compare&fromrev=1&torev=2", "apihelp-compare-example-1")
            .build();

    private final Revisions revisions;
    private final CompareSides sides;
    private final Rendering rendering;
    private final WorkPool work;
    private final int maxLength;

    CompareModule(Revisions revisions, CompareSides sides, Rendering rendering, WorkPool work,
            @ConfigProperty(name = "scriptorium.compare.max-length", defaultValue = "16777216") int maxLength) {
        this.maxLength = maxLength;
        this.revisions = revisions;
        this.sides = sides;
        this.rendering = rendering;
        this.work = work;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        run.answer().cacheMode = ModuleAnswer.CacheMode.ANON_PUBLIC_USER_PRIVATE;
        Optional<String> relative = run.get(to.relative);
        if ((from.transforms(run) || to.transforms(run)) && !from.names(run) && !to.names(run)) {
            throw ApiException.ofKey("apierror-compare-no-title");
        }
        return sides.read(run, from, Optional.empty())
                .chain(left -> relative.isPresent() ? related(run, relative.get(), left) : other(run, left))
                .chain(pair -> answer(run, pair));
    }

    private record Pair(CompareSides.Side from, CompareSides.Side to) {}

    private Uni<Pair> other(ModuleRun run, CompareSides.Side left) {
        return sides.read(run, to, left.model()).map(right -> new Pair(left, right));
    }

    private Uni<Pair> related(ModuleRun run, String relative, CompareSides.Side given) {
        Revision revision = given.revision()
                .orElseThrow(() -> ApiException.of("compare-relative-to-nothing", "apierror-compare-relative-to-nothing"));
        return switch (relative) {
            case "prev" -> revisions.before(revision).map(found -> {
                if (found.isEmpty()) {
                    warnNone(run, "prev", revision);
                }
                return new Pair(found.map(CompareSides.Side::of).orElse(CompareSides.Side.NOTHING), given);
            });
            case "next" -> revisions.after(revision).map(found -> {
                if (found.isEmpty()) {
                    warnNone(run, "next", revision);
                }
                return new Pair(given, found.map(CompareSides.Side::of).orElse(CompareSides.Side.nothing(given.text())));
            });
            default -> revisions.ofPage(revision.pageId()).map(found -> new Pair(given, CompareSides.Side.of(found.orElse(revision))));
        };
    }

    private void warnNone(ModuleRun run, String which, Revision revision) {
        run.warn(Msg.ofKey("apiwarn-compare-no-" + which, Arg.raw(rendering.engine().fullText(revision.title())), Arg.rawNum(revision.id())));
    }

    private Uni<Result.Tree> answer(ModuleRun run, Pair pair) {
        readable(run, pair.from());
        readable(run, pair.to());
        Set<String> props = run.get(prop);
        Result.Tree tree = Result.tree();
        return facts(run, tree, "from", pair.from())
                .chain(() -> facts(run, tree, "to", pair.to()))
                .chain(() -> props.contains("rel") ? neighbours(tree, pair) : Uni.createFrom().voidItem())
                .chain(() -> !props.contains("diff") && !props.contains("diffsize")
                        ? Uni.createFrom().item("")
                        : work.run(() -> html(run, pair)))
                .map(html -> {
                    if (props.contains("diffsize")) {
                        tree.put("diffsize", html.getBytes(StandardCharsets.UTF_8).length);
                    }
                    if (props.contains("diff")) {
                        body(run, tree, html);
                    }
                    return Result.tree().put("compare", tree.fields().isEmpty() ? Result.items("_v") : tree);
                });
    }

    private String html(ModuleRun run, Pair pair) {
        String html = DiffHtml.valueOf(run.get(diffType).toUpperCase(Locale.ROOT)).show(LineDiff.of(pair.from().text(), pair.to().text()));
        if (html.length() > maxLength) {
            throw ApiException.ofKey("apierror-baddiff");
        }
        return html;
    }

    private void body(ModuleRun run, Result.Tree tree, String html) {
        if (run.get(slots).isEmpty()) {
            tree.content("body", html);
            return;
        }
        Result.Keyed bodies = new Result.Keyed("_v", Result.Shape.KVP, "diff");
        if (run.get(slots).get().isEmpty()) {
            tree.put("bodies", bodies);
            return;
        }
        if (html.isEmpty()) {
            bodies.put("main", false);
        } else {
            bodies.put("main", html);
        }
        tree.put("bodies", bodies);
    }

    private static void readable(ModuleRun run, CompareSides.Side side) {
        side.revision().filter(r -> !r.showsText(run.caller())).ifPresent(r -> {
            throw ApiException.of("missingcontent", "apierror-missingcontent-revid", Arg.rawNum(r.id()));
        });
    }

    private Uni<Void> neighbours(Result.Tree tree, Pair pair) {
        Uni<Optional<Revision>> none = Uni.createFrom().item(Optional.empty());
        return pair.from().revision().map(revisions::before).orElse(none)
                .invoke(found -> found.ifPresent(r -> tree.put("prev", r.id())))
                .chain(() -> pair.to().revision().map(revisions::after).orElse(none))
                .invoke(found -> found.ifPresent(r -> tree.put("next", r.id())))
                .replaceWithVoid();
    }

    private Uni<Void> facts(ModuleRun run, Result.Tree tree, String side, CompareSides.Side from) {
        if (from.revision().isEmpty() || from.edited()) {
            return Uni.createFrom().voidItem();
        }
        Revision revision = from.revision().get();
        Set<String> props = run.get(prop);
        if (props.contains("ids")) {
            tree.put(side + "id", revision.pageId()).put(side + "revid", revision.id());
        }
        if (props.contains("title")) {
            tree.put(side + "ns", revision.title().namespace()).put(side + "title", rendering.engine().fullText(revision.title()));
        }
        if (props.contains("size")) {
            tree.put(side + "size", revision.size());
        }
        if (props.contains("timestamp")) {
            tree.put(side + "timestamp", Timestamps.iso(revision.made()));
        }
        tree.flag(side + "texthidden", revision.hidesText());
        if (props.contains("user")) {
            tree.flag(side + "userhidden", revision.hidesUser());
            if (revision.showsUser(run.caller())) {
                tree.put(side + "user", revision.user()).put(side + "userid", revision.userId());
            }
        }
        tree.flag(side + "suppressed", revision.suppressed());
        return comment(run, tree, side, revision);
    }

    private Uni<Void> comment(ModuleRun run, Result.Tree tree, String side, Revision revision) {
        Set<String> props = run.get(prop);
        if (!props.contains("comment") && !props.contains("parsedcomment")) {
            return Uni.createFrom().voidItem();
        }
        tree.flag(side + "commenthidden", revision.hidesComment());
        if (!revision.showsComment(run.caller())) {
            return Uni.createFrom().voidItem();
        }
        if (props.contains("comment")) {
            tree.put(side + "comment", revision.comment());
        }
        WikitextEngine engine = rendering.engine();
        return work.run(() -> engine.summaryHtml(revision.comment(), Optional.of(revision.title()), rendering.source()))
                .invoke(html -> tree.put(side + "parsedcomment", html)).replaceWithVoid();
    }
}
