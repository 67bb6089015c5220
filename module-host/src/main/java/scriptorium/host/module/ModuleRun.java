package scriptorium.host.module;

import java.time.Instant;
import java.util.Map;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.call.Position;
import scriptorium.contract.call.Warning;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.RawParams;

/** One run of a module: what it was asked, by whom, and what goes out beside its result. Used by one request only; not thread-safe. */
public final class ModuleRun {

    private final String path;
    private final ModuleCall call;
    private final RawParams raw;
    private final Caller caller;
    private final String bearer;
    private final ParamValues params;
    private final ModuleAnswer answer;
    private final Instant now;

    ModuleRun(String path, ModuleCall call, RawParams raw, Caller caller, String bearer, ParamValues params, ModuleAnswer answer, Instant now) {
        this.path = path;
        this.call = call;
        this.raw = raw;
        this.caller = caller;
        this.bearer = bearer;
        this.params = params;
        this.answer = answer;
        this.now = now;
    }

    /** The same run by somebody else: who had no account when the request came has one now. */
    public ModuleRun by(Caller other, String token) {
        return new ModuleRun(path, call, raw, other, token, params, answer, now);
    }

    /** The value of one of the module's parameters. */
    public <T> T get(Param<T> param) {
        return params.get(param);
    }

    public ParamValues params() {
        return params;
    }

    /** All of the request's parameters as the client wrote them; for modules with submodules. */
    public RawParams raw() {
        return raw;
    }

    public ModuleCall call() {
        return call;
    }

    public Caller caller() {
        return caller;
    }

    /** The caller's identity token, to hand on to another service. */
    public String bearer() {
        return bearer;
    }

    /** The time of the request. */
    public Instant now() {
        return now;
    }

    /** Warns in the name of this module. */
    public void warn(Msg msg) {
        warn(path, msg);
    }

    /** The same warning is given once. */
    public void warn(String module, Msg msg) {
        Warning warning = new Warning(module, msg);
        if (!answer.warnings.contains(warning)) {
            answer.warnings.add(warning);
        }
    }

    /** Says that this run has written: the answer to the client waits until the index has got there. */
    public void wrote(Position position) {
        answer.positions.add(position);
    }

    /** The answer being built: cookies, headers, cache mode, stale identities. */
    public ModuleAnswer answer() {
        return answer;
    }

    /** User options and the like by name, empty when not set. */
    public Map<String, String> options() {
        return caller.options();
    }
}
