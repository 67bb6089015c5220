package scriptorium.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests render, where kubectl is there to render them. */
class KubernetesTest {

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "production"})
    void theOverlayRenders(String overlay) throws Exception {
        Assumptions.assumeTrue(run("kubectl", "version", "--client").status() == 0, "kubectl is not installed");
        Rendered rendered = run("kubectl", "kustomize", SuiteUnderTest.root().resolve("k8s/overlays/" + overlay).toString());
        assertThat(rendered.status()).as(rendered.text()).isZero();
        for (String service : new String[] {"api-router", "auth-service", "page-service", "query-service", "upload-service"}) {
            assertThat(rendered.text()).contains("name: " + service + "\n");
        }
        assertThat(rendered.text()).contains("readinessProbe").doesNotContain("kind: Secret\n");
    }

    private record Rendered(int status, String text) {}

    private static Rendered run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command).directory(Path.of(".").toFile()).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(30, TimeUnit.SECONDS) ? new Rendered(process.exitValue(), text) : new Rendered(-1, text);
        } catch (java.io.IOException missing) {
            return new Rendered(-1, missing.getMessage());
        }
    }
}
