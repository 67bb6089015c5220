package scriptorium.auth.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import scriptorium.auth.password.PasswordConfig;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;

/** Which passwords are accepted, by the groups of the account: who may do more must take more care. */
@ApplicationScoped
public class PasswordRules {

    private static final Set<String> TRUSTED = Set.of("sysop", "interface-admin", "bureaucrat", "suppress", "bot");
    private static final Set<String> COMMON = Set.of("password", "password1", "passw0rd", "12345678", "123456789", "1234567890", "qwertyuiop", "qwerty123",
            "11111111", "00000000", "iloveyou", "sunshine", "princess", "football", "baseball", "superman", "trustno1", "letmein1", "abcd1234", "1q2w3e4r",
            "1qaz2wsx", "88888888", "87654321", "asdfghjkl", "adminadmin", "changeme", "wikipedia", "mediawiki");

    private final PasswordConfig config;

    PasswordRules(PasswordConfig config) {
        this.config = config;
    }

    /** Why a password is refused; empty when it is not. */
    public Optional<Msg> refusal(String name, String password, List<String> groups) {
        int shortest = groups.stream().anyMatch(TRUSTED::contains) ? Math.max(config.minLength(), config.minLengthTrusted()) : config.minLength();
        int length = password.codePointCount(0, password.length());
        if (length < shortest) {
            return Optional.of(Msg.of("passwordtooshort", "passwordtooshort", Arg.num(shortest)));
        }
        if (length > config.maxLength()) {
            return Optional.of(Msg.of("passwordtoolong", "passwordtoolong", Arg.num(config.maxLength())));
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && name.toLowerCase(Locale.ROOT).contains(lower)) {
            return Optional.of(Msg.of("password-substring-username-match", "password-substring-username-match"));
        }
        return COMMON.contains(lower) ? Optional.of(Msg.of("passwordincommonlist", "passwordincommonlist")) : Optional.empty();
    }
}
