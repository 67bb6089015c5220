package scriptorium.auth.model;

import java.util.List;

/**
 * A password of an account for one program.
 *
 * @param app name of the program, as in {@code User@app}
 * @param addresses from where it may be used, addresses or ranges; empty for anywhere
 */
public record BotPassword(long accountId, String app, String passwordHash, List<String> grants, List<String> addresses) {
    public BotPassword {
        grants = List.copyOf(grants);
        addresses = List.copyOf(addresses);
    }

    @Override
    public String toString() {
        return "BotPassword[" + accountId + " " + app + "]";
    }
}
