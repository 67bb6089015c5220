package scriptorium.client;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The words behind a command of {@code ./wiki}: options by name, and the account that they tell of. */
public record CommandLine(List<String> words) {

    public static final String ACCOUNT = "[--api URL] [--user NAME] [--password TEXT]   (password also by SCRIPTORIUM_ADMIN_PASSWORD)";

    public static CommandLine of(String[] words) {
        return new CommandLine(List.of(words));
    }

    public boolean has(String name) {
        return words.contains(name);
    }

    public String option(String name, String fallback) {
        int at = words.indexOf(name);
        return at < 0 || at + 1 >= words.size() ? fallback : words.get(at + 1);
    }

    public String api() {
        return option("--api", "http://127.0.0.1:8080/w/api.php");
    }

    /** A client that is logged in; without one the program ends and says what to do. */
    public WikiClient login() throws InterruptedException {
        String password = option("--password", System.getenv().getOrDefault("SCRIPTORIUM_ADMIN_PASSWORD", ""));
        if (password.isEmpty()) {
            throw leave(2, "Whose password? Give it by --password or SCRIPTORIUM_ADMIN_PASSWORD; './wiki up' shows it when the wiki is new.");
        }
        WikiClient wiki = new WikiClient(URI.create(api()));
        try {
            wiki.login(option("--user", "Admin"), password);
            return wiki;
        } catch (IOException failure) {
            throw leave(1, "No wiki to work with at " + api() + ": " + (failure.getMessage() == null ? "nothing answers there; './wiki up' starts one" : failure.getMessage()));
        }
    }

    /** Ends the program with a word to the user. */
    public static IllegalStateException leave(int status, String why) {
        System.err.println(why);
        System.exit(status);
        return new IllegalStateException(why);
    }
}
