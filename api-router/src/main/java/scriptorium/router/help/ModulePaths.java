package scriptorium.router.help;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.router.dispatch.Module;
import scriptorium.router.dispatch.ModuleDirectory;

/** Finds modules by the paths that clients write: {@code main}, {@code edit}, {@code query+info}, {@code query+*}, {@code **}. */
final class ModulePaths {

    private ModulePaths() {}

    /** What a path leads to: modules, or why it leads nowhere. */
    record Found(List<Module> modules, Optional<Msg> problem) {}

    /** A plus sign that was not escaped has become a blank on its way. */
    static Found find(ModuleDirectory.Modules all, String written) {
        String path = written.replace(' ', '+');
        if (path.equals("*") || path.equals("**")) {
            return new Found(below(all, "main", path.equals("**")), Optional.empty());
        }
        if (path.endsWith("+*") || path.endsWith("+**")) {
            boolean deep = path.endsWith("**");
            String parent = path.substring(0, path.lastIndexOf('+'));
            Found found = find(all, parent);
            if (found.problem().isPresent()) {
                return found;
            }
            List<Module> below = below(all, parent, deep);
            return below.isEmpty() && !parent.equals("main") ? problem("apierror-badmodule-nosubmodules", parent) : new Found(below, Optional.empty());
        }
        String bare = path.startsWith("main+") ? path.substring(5) : path;
        Optional<Module> module = all.find(bare);
        if (module.isPresent()) {
            return new Found(List.of(module.get()), Optional.empty());
        }
        int plus = bare.indexOf('+');
        if (plus < 0) {
            return problem("apierror-badmodule-badsubmodule", "main", bare);
        }
        String parent = bare.substring(0, plus);
        String rest = bare.substring(plus + 1);
        if (all.find(parent).isEmpty()) {
            return problem("apierror-badmodule-badsubmodule", "main", parent);
        }
        return below(all, parent, false).isEmpty()
                ? problem("apierror-badmodule-nosubmodules", parent)
                : problem("apierror-badmodule-badsubmodule", parent, rest.indexOf('+') < 0 ? rest : rest.substring(0, rest.indexOf('+')));
    }

    private static Found problem(String key, String... args) {
        return new Found(List.of(), Optional.of(Msg.of("badmodule", key, Arrays.stream(args).map(Arg::raw).toArray(Arg[]::new))));
    }

    /** Submodules, by path; with {@code deep} theirs as well. */
    static List<Module> below(ModuleDirectory.Modules all, String parent, boolean deep) {
        List<Module> found = new ArrayList<>();
        for (Module module : all.all()) {
            boolean top = !module.path().contains("+");
            if (parent.equals("main") ? (top || deep) && !module.path().equals("main") : module.path().startsWith(parent + "+")) {
                found.add(module);
            }
        }
        return found;
    }
}
