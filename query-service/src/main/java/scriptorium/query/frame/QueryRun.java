package scriptorium.query.frame;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.host.module.ModuleRun;

/**
 * One run of a submodule of {@code action=query}.
 *
 * @param generator whether it makes the page set, instead of answering
 * @param limits told of the limit that was used in the end
 */
public record QueryRun(ParamValues params, PageSet pages, Caller caller, Instant now, boolean generator, Consumer<Msg> warnings, ModuleRun call,
        IntConsumer limits) {

    public <T> T get(Param<T> param) {
        return params.get(param);
    }

    /** Says which limit was used in the end, when as many as there may be were asked for. */
    public void tellLimit(int limit) {
        limits.accept(limit);
    }

    public void warn(Msg msg) {
        warnings.accept(msg);
    }
}
