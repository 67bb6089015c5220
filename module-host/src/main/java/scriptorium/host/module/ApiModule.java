package scriptorium.host.module;

import io.smallrye.mutiny.Uni;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.result.Result;

/** A module of the Action API. Implementations are CDI beans; the host finds them by this type, publishes their declarations and runs them. */
public interface ApiModule {

    ModuleSpec spec();

    /**
     * Runs the module. Parameters have been read, token and rights checked. The tree holds the answer's top-level fields ({@code edit}, {@code redirects}, …).
     * Refusals are {@link scriptorium.contract.message.ApiException}s (thrown or as failure); any other failure is a fault.
     */
    Uni<Result.Tree> run(ModuleRun run);

    /**
     * Refuses callers who may not use the module at all, before its parameters are checked against each other.
     *
     * @throws scriptorium.contract.message.ApiException when it is not for this caller
     */
    default void permit(ModuleRun run) {}
}
