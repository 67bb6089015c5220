package scriptorium.query.frame;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.param.ParamReader;
import scriptorium.contract.result.Result;

/**
 * Where a query goes on. The value of {@code continue} is {@code G||M}: the generator's parameters that are repeated ({@code -} when there is nothing left for
 * generator and props to do), and the modules that are finished.
 *
 * @param given what the request said
 * @param generator names of the generator's parameters that made this batch
 * @param skipped modules that an earlier answer has finished
 * @param propsDone whether generator and props are finished
 */
public record Continuation(String given, List<String> generator, Set<String> skipped, boolean propsDone) {

    public static Continuation of(String given) {
        if (given.isEmpty()) {
            return new Continuation(given, List.of(), Set.of(), false);
        }
        String[] parts = given.split("\\|\\|", -1);
        if (parts.length != 2) {
            throw ApiException.of("badcontinue", "apierror-badcontinue");
        }
        return new Continuation(given, parts[0].isEmpty() || parts[0].equals("-") ? List.of() : ParamReader.split(parts[0]), new LinkedHashSet<>(parts[1].isEmpty() ? List.of() : ParamReader.split(parts[1])), parts[0].equals("-"));
    }

    /**
     * The {@code continue} object of an answer; empty when everything has been told.
     *
     * @param modules names of all modules of the request, in order
     * @param props all modules of the request that run over the page set, finished or not
     * @param next parameters by module
     * @param generatorNext the generator's parameters for the next batch, {@code generatorNow} those that made this one
     */
    public Result.Tree answer(
            List<String> modules, Set<String> props, Map<String, Map<String, Object>> next, Map<String, Object> generatorNext, Map<String, Object> generatorNow,
            Result.Tree top) {
        Map<String, Object> data = new LinkedHashMap<>();
        next.forEach((module, params) -> {
            if (!props.contains(module)) {
                data.putAll(params);
            }
        });
        boolean propsGoOn = next.keySet().stream().anyMatch(props::contains);
        String generator;
        if (propsGoOn) {
            next.forEach((module, params) -> {
                if (props.contains(module)) {
                    data.putAll(params);
                }
            });
            data.putAll(generatorNow);
            generator = String.join("|", generatorNow.keySet());
        } else if (!generatorNext.isEmpty()) {
            data.putAll(generatorNext);
            generator = String.join("|", generatorNext.keySet());
        } else {
            generator = "-";
        }
        Result.Tree tree = Result.tree();
        data.forEach(tree::set);
        if (!data.isEmpty() || !generator.equals("-")) {
            List<String> finished = new ArrayList<>(modules);
            finished.removeAll(next.keySet());
            if (!propsGoOn && !generatorNext.isEmpty()) {
                // The next batch of pages begins anew with all of them.
                finished.removeAll(props);
            }
            tree.put("continue", generator + "||" + String.join("|", finished));
        }
        if (!propsGoOn) {
            top.put("batchcomplete", true);
        }
        return tree;
    }

    /** The form of MediaWiki before 1.21: {@code query-continue}. */
    public static Result.Tree raw(Map<String, Map<String, Object>> next, String generatorName, Map<String, Object> generatorNext) {
        Result.Tree tree = Result.tree();
        next.forEach((module, params) -> {
            Result.Tree of = Result.tree();
            params.forEach(of::set);
            tree.put(module, of);
        });
        if (!generatorNext.isEmpty()) {
            Result.Tree of = tree.get(generatorName) instanceof Result.Tree existing ? existing : Result.tree();
            generatorNext.forEach(of::set);
            tree.put(generatorName, of);
        }
        return tree;
    }
}
