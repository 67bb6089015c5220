package scriptorium.host.module;

import java.util.List;
import scriptorium.contract.module.ModuleSpec;

/** Declarations that are published without being modules of their own to run: query-service's submodules, for example. */
public interface SpecSource {
    List<ModuleSpec> specs();
}
