package scriptorium.contract.param;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.Msg;

/** What reading parameters needs to know about wiki and caller. */
public interface ParamEnvironment {

    /** Whether the caller has apihighlimits. */
    boolean highLimits();

    /** Numbers of the namespaces that pages live in (from 0). */
    Set<Integer> namespaces();

    /** The normalised name, when it is a user of one of the kinds. */
    Optional<String> user(String raw, Set<String> subtypes);

    /** The reason why a text is no title, if it is none. */
    Optional<Msg> titleProblem(String raw);

    /** Modules by value for a {@link ParamType.Submodules}, when they are not declared in the type itself. */
    default Map<String, String> submodules(String group) {
        return Map.of();
    }

    Instant now();
}
