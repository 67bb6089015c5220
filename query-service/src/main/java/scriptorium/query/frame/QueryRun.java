package scriptorium.query.frame;

import java.time.Instant;
import java.util.function.Consumer;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.host.module.ModuleRun;

/**
 * One run of a submodule of {@code action=query}.
 *
 * @param generator whether it makes the page set, instead of answering
 */
public record QueryRun(ParamValues params, PageSet pages, Caller caller, Instant now, boolean generator, Consumer<Msg> warnings, ModuleRun call) {

    public <T> T get(Param<T> param) {
        return params.get(param);
    }

    public void warn(Msg msg) {
        warnings.accept(msg);
    }
}
