package scriptorium.router.dispatch;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the modules of all services are known, and afterwards always: a service that goes away later takes its own modules with it and no others. Who waits
 * for one that never comes waits a minute.
 */
@Readiness
@ApplicationScoped
class ServicesCheck implements AsyncHealthCheck {

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final ModuleDirectory directory;
    private final long started = System.nanoTime();

    ServicesCheck(ModuleDirectory directory) {
        this.directory = directory;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("modules").withData("modules", directory.modules().all().size());
        boolean ready = directory.complete() || System.nanoTime() - started > PATIENCE_NANOS;
        return Uni.createFrom().item(response.status(ready).build());
    }
}
