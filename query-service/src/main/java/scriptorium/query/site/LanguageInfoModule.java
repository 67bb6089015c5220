package scriptorium.query.site;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.wikitext.language.KnownLanguage;

/** {@code meta=languageinfo}: facts about languages. */
@ApplicationScoped
class LanguageInfoModule implements QuerySubmodule {

    private static final List<String> PROPS = List.of("code", "bcp47", "dir", "autonym", "name", "variantnames", "fallbacks", "variants");

    private final Params params = Params.declare("li");
    private final Param<Set<String>> prop = params.choice("prop", PROPS).manyOr("code");
    private final Param<Set<String>> code = params.text("code").manyOr("*");
    private final Param<Optional<String>> from = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.meta("languageinfo", params)
            .example("action=query&meta=languageinfo&liprop=autonym|dir&licode=en|he", "apihelp-query+languageinfo-example-simple")
            .build();

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        Set<String> wanted = new TreeSet<>(run.get(code));
        if (wanted.contains("*")) {
            wanted = new TreeSet<>(KnownLanguage.all().keySet());
        }
        List<String> unknown = wanted.stream().filter(c -> KnownLanguage.of(c).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            run.warn(Msg.ofKey("apiwarn-unrecognizedvalues", Arg.raw("licode"), Arg.comma(unknown), Arg.rawNum(unknown.size())));
        }
        Result.Tree tree = Result.tree();
        wanted.stream().filter(one -> one.compareTo(run.get(from).orElse("")) >= 0).flatMap(one -> KnownLanguage.of(one).stream())
                .forEach(language -> tree.put(language.code(), facts(run, language)));
        return Uni.createFrom().item(Found.list("languageinfo", tree));
    }

    private Result.Tree facts(QueryRun run, KnownLanguage language) {
        Result.Tree names = Result.tree();
        language.variants().forEach(names::put);
        Result.Tree facts = Result.tree()
                .put("code", language.code())
                .put("bcp47", language.bcp47())
                .put("dir", language.direction())
                .put("autonym", language.autonym())
                .put("name", LanguageNames.in(language.code(), run.call().call().language()))
                .put("fallbacks", Result.Items.of("fb", language.fallbacks()))
                .put("variants", Result.Items.of("var", language.variants().keySet()))
                .put("variantnames", names);
        PROPS.stream().filter(one -> !run.get(prop).contains(one)).forEach(facts::remove);
        return facts;
    }
}
