package scriptorium.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import scriptorium.auth.password.PasswordConfig;
import scriptorium.contract.message.Msg;

class PasswordRulesTest {

    private static final PasswordConfig CONFIG = new PasswordConfig() {
        @Override
        public int memoryKib() {
            return 64;
        }

        @Override
        public int iterations() {
            return 1;
        }

        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public int minLength() {
            return 8;
        }

        @Override
        public int minLengthTrusted() {
            return 10;
        }

        @Override
        public int maxLength() {
            return 4096;
        }
    };

    private final PasswordRules rules = new PasswordRules(CONFIG);

    private Optional<String> code(String name, String password, String... groups) {
        return rules.refusal(name, password, List.of(groups)).map(Msg::code);
    }

    @Test
    void lengthsDependOnGroups() {
        assertThat(code("Ada", "abcdefg")).contains("passwordtooshort");
        assertThat(code("Ada", "abcdefgh")).isEmpty();
        assertThat(code("Ada", "abcdefgh", "sysop", "*", "user")).contains("passwordtooshort");
        assertThat(code("Ada", "abcdefghij", "sysop")).isEmpty();
        assertThat(code("Ada", "a".repeat(4097))).contains("passwordtoolong");
    }

    @Test
    void lengthsAreOfCharacters_notOfUtf16() {
        assertThat(code("Ada", "😀".repeat(7))).contains("passwordtooshort");
        assertThat(code("Ada", "😀".repeat(8))).isEmpty();
    }

    @Test
    void theNameAndWhatIsTriedFirst_areRefused() {
        assertThat(code("Ada Lovelace", "ada lovelace")).contains("password-substring-username-match");
        assertThat(code("Ada", "PassWord1")).contains("passwordincommonlist");
    }
}
