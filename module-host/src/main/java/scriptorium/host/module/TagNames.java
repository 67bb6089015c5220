package scriptorium.host.module;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Set;
import scriptorium.contract.call.ModuleCall;

/** Which change tags users may apply. */
public interface TagNames {

    /** Those of the names that may be applied, asked in the name of the caller whose token {@code bearer} is. */
    Uni<Set<String>> applicable(ModuleCall call, String bearer, Collection<String> names);
}
