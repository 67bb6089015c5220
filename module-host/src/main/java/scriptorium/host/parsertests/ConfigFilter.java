package scriptorium.host.parsertests;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Notes what a call's header asks for. */
@Provider
@IfBuildProperty(name = "scriptorium.parser-tests", stringValue = "true")
class ConfigFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        String wanted = request.getHeaderString("X-Parsertest-Config");
        if (wanted != null) {
            WantedConfig.ask(wanted);
        }
    }
}
