package scriptorium.host.pages;

import java.util.List;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ModuleRun;

/** Errors and warnings that are part of an answer: of one item of many. */
public final class Problems {

    private Problems() {}

    /** @param type "error" or "warning" */
    public static Result.Items of(ModuleRun run, String type, List<Msg> problems) {
        return of(run, type, type, problems);
    }

    /** @param element name of an item in XML */
    public static Result.Items of(ModuleRun run, String element, String type, List<Msg> problems) {
        Result.Items items = Result.items(element);
        for (Msg problem : problems) {
            items.add(old(run) ? old(problem, type) : new Result.Text(problem));
        }
        return items;
    }

    public static boolean old(ModuleRun run) {
        return run.call().errorFormat().isEmpty() || run.call().errorFormat().equals("bc");
    }

    private static Result.Tree old(Msg problem, String type) {
        Result.Items params = Result.items("param");
        for (Arg arg : problem.args()) {
            params.add(switch (arg) {
                case Arg.Raw(String text) -> text;
                case Arg.Plain(String text) -> text;
                case Arg.RawNum(long value) -> value;
                case Arg.Num(long value) -> value;
                case Arg.ListOf list -> list.toString();
                case Arg.Message(String key, var _) -> key;
            });
        }
        return Result.tree().put("message", problem.key()).put("params", params).put("code", problem.code()).put("type", type);
    }
}
