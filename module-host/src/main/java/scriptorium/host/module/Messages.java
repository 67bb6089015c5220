package scriptorium.host.module;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The texts of this service: files {@code messages/NAME.properties} for each NAME of {@code scriptorium.messages}. */
@ApplicationScoped
public class Messages {

    private final Map<String, String> texts = new TreeMap<>();

    Messages(@ConfigProperty(name = "scriptorium.messages") Optional<List<String>> names) {
        for (String name : names.orElse(List.of())) {
            load("messages/" + name + ".properties");
        }
    }

    private void load(String resource) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no such resource: " + resource);
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            properties.forEach((key, text) -> texts.put((String) key, (String) text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Map<String, String> all() {
        return texts;
    }
}
