package scriptorium.router.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunJobsTest {

    @Test
    void signsSortedParametersAndNoOthers() {
        // Given
        Map<String, String> params = Map.of("title", "Special:RunJobs", "tasks", "jobs", "maxjobs", "100", "sigexpiry", "1795430265", "signature", "x", "other", "y");
        // When
        String signature = RunJobs.signature(params, "supercalifragilisticexpialidocious");
        // Then
        assertThat(signature).isEqualTo("3d92ce741deb7b4c2322e05701b5ed3d9f722747");
    }
}
