package scriptorium.router.main;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.router.help.HelpModule;
import scriptorium.router.help.ParamInfoModule;
import scriptorium.router.report.CspReportModule;

/** The modules that the router itself answers. */
public final class OwnModules {

    private static final Set<String> MAIN_PARAMETERS = names();

    private OwnModules() {}

    public static List<ModuleSpec> all() {
        List<ModuleSpec> specs = new ArrayList<>(List.of(MainModule.SPEC, HelpModule.SPEC, ParamInfoModule.SPEC, CspReportModule.SPEC));
        specs.addAll(FormatModules.ALL);
        return specs;
    }

    /** Names that the main module and the formats read. */
    public static Set<String> mainParameters() {
        return MAIN_PARAMETERS;
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>();
        MainModule.PARAMS.all().stream().map(Param::name).forEach(names::add);
        FormatModules.ALL.forEach(spec -> spec.params().all().stream().map(Param::name).forEach(names::add));
        return Set.copyOf(names);
    }
}
