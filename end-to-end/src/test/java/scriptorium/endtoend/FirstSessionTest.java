package scriptorium.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the first session of the README, line by line, as a new user would. */
@ExtendWith(SuiteUnderTest.class)
class FirstSessionTest {

    private static final Pattern SESSION = Pattern.compile("<!-- first-session.*?-->\\s*```sh\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theFirstSessionOfTheReadmeWorks() throws Exception {
        Matcher session = SESSION.matcher(Files.readString(SuiteUnderTest.root().resolve("README.md")));
        assertThat(session.find()).isTrue();
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", session.group(1)).directory(folder.toFile()).redirectErrorStream(true);
        shell.environment().put("API", SuiteUnderTest.api().toString());
        shell.environment().put("ADMIN_PASSWORD", SuiteUnderTest.PASSWORD);
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("\"result\":\"Success\"").contains("Roses and '''thyme'''.").contains("<b>thyme</b>");
    }
}
