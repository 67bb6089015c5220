package scriptorium.query.site;

import com.ibm.icu.util.ULocale;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
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

/** {@code meta=languageinfo}: facts about languages. */
@ApplicationScoped
class LanguageInfoModule implements QuerySubmodule {

    private final Params params = Params.declare("li");
    private final Param<Set<String>> prop = params.choice("prop", "code", "bcp47", "dir", "autonym", "name", "variantnames", "fallbacks", "variants").manyOr("code");
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
            wanted = new TreeSet<>(LanguageTable.codes());
        }
        List<String> unknown = new ArrayList<>(wanted.stream().filter(c -> !LanguageTable.LOCALES.containsKey(c)).toList());
        if (!unknown.isEmpty()) {
            run.warn(Msg.ofKey("apiwarn-unrecognizedvalues", Arg.raw("licode"), Arg.comma(unknown), Arg.rawNum(unknown.size())));
        }
        Result.Tree tree = Result.tree();
        for (String one : wanted) {
            if (LanguageTable.LOCALES.containsKey(one) && one.compareTo(run.get(from).orElse("")) >= 0) {
                tree.put(one, facts(run, one, LanguageTable.LOCALES.get(one)));
            }
        }
        return Uni.createFrom().item(Found.list("languageinfo", tree));
    }

    private Result.Tree facts(QueryRun run, String one, ULocale locale) {
        Set<String> props = run.get(prop);
        Result.Tree facts = Result.tree();
        if (props.contains("code")) {
            facts.put("code", one);
        }
        if (props.contains("bcp47")) {
            facts.put("bcp47", locale.toLanguageTag());
        }
        if (props.contains("dir")) {
            facts.put("dir", locale.isRightToLeft() ? "rtl" : "ltr");
        }
        if (props.contains("autonym")) {
            facts.put("autonym", LanguageTable.autonym(locale));
        }
        if (props.contains("name")) {
            facts.put("name", LanguageTable.name(locale, run.call().call().language()));
        }
        if (props.contains("fallbacks")) {
            facts.put("fallbacks", Result.items("fb"));
        }
        if (props.contains("variants")) {
            facts.put("variants", Result.items("var").add(one));
        }
        if (props.contains("variantnames")) {
            facts.put("variantnames", Result.tree().put(one, LanguageTable.autonym(locale)));
        }
        return facts;
    }
}
