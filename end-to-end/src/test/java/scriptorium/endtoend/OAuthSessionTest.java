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

/** Runs the commands of docs/oauth.md. */
@ExtendWith(SuiteUnderTest.class)
class OAuthSessionTest {

    private static final Pattern COMMANDS = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theCommandsForABotWork() throws Exception {
        StringBuilder session = new StringBuilder();
        Matcher commands = COMMANDS.matcher(Files.readString(SuiteUnderTest.root().resolve("docs/oauth.md")));
        while (commands.find()) {
            session.append(commands.group(1));
        }
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", session.toString()).directory(folder.toFile()).redirectErrorStream(true);
        shell.environment().put("WIKI", SuiteUnderTest.server().toString());
        shell.environment().put("ADMIN_PASSWORD", SuiteUnderTest.PASSWORD);
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("\"name\":\"Admin\"").contains("\"result\":\"Success\"").contains("\"username\":\"Admin\"").contains("mwoauth-invalid-authorization")
                .doesNotContain("\"block\"").endsWith("\"name\":\"Admin\"}}}");
    }
}
