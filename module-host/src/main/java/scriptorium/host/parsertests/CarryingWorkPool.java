package scriptorium.host.parsertests;

import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.host.work.WorkPool;

/** The work pool, whose threads know what the request asked for. */
@Alternative
@Priority(1)
@Singleton
@IfBuildProperty(name = "scriptorium.parser-tests", stringValue = "true")
class CarryingWorkPool extends WorkPool {

    CarryingWorkPool(
            @ConfigProperty(name = "scriptorium.work.threads", defaultValue = "4") int size,
            @ConfigProperty(name = "scriptorium.work.queue", defaultValue = "256") int queue,
            @ConfigProperty(name = "scriptorium.work.priority", defaultValue = "5") int priority) {
        super(size, queue, priority, Duration.ZERO);
    }

    @Override
    public <T> Uni<T> run(Callable<T> work) {
        return super.run(WantedConfig.carry(work));
    }
}
