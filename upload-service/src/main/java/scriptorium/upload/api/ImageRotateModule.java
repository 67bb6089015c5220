package scriptorium.upload.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import scriptorium.contract.identity.BlockAnswer;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamType;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.pages.PageSetParams;
import scriptorium.host.pages.PageSets;
import scriptorium.host.pages.Problems;
import scriptorium.upload.model.FileName;
import scriptorium.upload.publish.RotateFile;
import scriptorium.upload.publish.UploadRefusal;
import scriptorium.wikitext.title.Namespace;

/** {@code action=imagerotate}: turns pictures. */
@ApplicationScoped
class ImageRotateModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<String> rotation = params.choice("rotation", "90", "180", "270").required();
    private final Param<Optional<Set<String>>> tags;
    private final ModuleSpec spec;

    private final PageSets pageSets;
    private final RotateFile rotateFile;

    ImageRotateModule(PageSets pageSets, RotateFile rotateFile) {
        this.pageSets = pageSets;
        this.rotateFile = rotateFile;
        PageSetParams.declareContinue(params);
        tags = params.param("tags", new ParamType.Tags()).many();
        PageSetParams.declareSources(params);
        params.token("csrf");
        spec = ModuleSpec.action("imagerotate", params)
                .writes("csrf")
                .example("action=imagerotate&titles=File:Example.jpg&rotation=90&token=123ABC", "apihelp-imagerotate-example-simple")
                .example("action=imagerotate&generator=categorymembers&gcmtitle=Category:Flip&gcmtype=file&rotation=180&token=123ABC",
                        "apihelp-imagerotate-example-generator")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return pageSets.find(run, Namespace.FILE).chain(found -> {
            List<PageSets.Member> members = Stream.concat(found.members().stream().filter(m -> !m.missing()), found.members().stream().filter(PageSets.Member::missing))
                    .toList();
            return Multi.createFrom().iterable(members).onItem().transformToUniAndConcatenate(member -> one(run, member)).collect().asList().map(turned -> {
                Result.Items items = Result.items("page");
                found.bad().forEach(items::add);
                turned.forEach(items::add);
                return Result.tree().putAll(found.frame()).put("imagerotate", items);
            });
        });
    }

    /** Asked once there is a file to turn. */
    private static void checkCaller(Caller caller) {
        List<Msg> refusals = new ArrayList<>();
        caller.block().filter(block -> block.sitewide() || block.actions().contains("upload")).ifPresent(block -> refusals.add(BlockAnswer.error(block, caller.ip())));
        if (!caller.may("upload")) {
            refusals.add(UploadRefusal.NOT_ALLOWED.msg(Arg.raw("upload")));
        }
        if (!refusals.isEmpty()) {
            throw new ApiException(refusals);
        }
    }

    private Uni<Result.Tree> one(ModuleRun run, PageSets.Member member) {
        Result.Tree item = Result.tree().put("id", member.id()).put("ns", member.title().namespace()).put("title", member.text()).flag("missing", member.missing());
        if (!member.missing() && member.title().namespace() == Namespace.FILE) {
            checkCaller(run.caller());
        }
        Uni<RotateFile.Outcome> outcome = member.title().namespace() != Namespace.FILE
                ? Uni.createFrom().item(new RotateFile.Outcome.Refused(List.of(UploadRefusal.FILE_DOES_NOT_EXIST.msg())))
                : rotateFile.execute(new RotateFile.Command(new FileName(member.title().dbKey()), Integer.parseInt(run.get(rotation)), run.caller(), run.bearer(), run.now()));
        return outcome.map(done -> switch (done) {
            case RotateFile.Outcome.Rotated(var positions) -> {
                positions.forEach(run::wrote);
                yield item.put("result", "Success");
            }
            case RotateFile.Outcome.Refused(var why) -> item.put("result", "Failure").put("errors", Problems.of(run, "error", why));
        });
    }
}
