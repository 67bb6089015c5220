package scriptorium.query.frame;

import io.smallrye.mutiny.Uni;
import scriptorium.contract.module.ModuleSpec;

/** A {@code prop}, {@code list} or {@code meta} of {@code action=query}. Implementations are CDI beans. */
public interface QuerySubmodule {

    ModuleSpec spec();

    Uni<Found> run(QueryRun run);

    /** Whether answers may be kept by shared caches. */
    default boolean publicCache() {
        return true;
    }
}
