package scriptorium.router.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.host.site.SiteConfig;
import scriptorium.router.request.Urls;

/** The texts of all messages: the router's own, and those that the services publish beside their modules. */
@ApplicationScoped
public class Catalog {

    private static final List<String> OWN = List.of("messages/router-errors.properties", "messages/router-help.properties");

    private final Map<String, String> own;
    private final Links links;
    private final ConcurrentHashMap<String, Map<String, String>> byService = new ConcurrentHashMap<>();
    private volatile Map<String, String> texts;
    private volatile ConcurrentHashMap<String, Template> templates = new ConcurrentHashMap<>();

    @Inject
    Catalog(SiteConfig site) {
        this(title -> Urls.page(site, title));
    }

    Catalog(Links links) {
        this.links = new Links() {
            @Override
            public String page(String title) {
                return links.page(title);
            }

            @Override
            public String message(String key) {
                return source(key).orElseGet(() -> Links.super.message(key));
            }
        };
        own = load();
        texts = own;
    }

    /** A catalog for use without a container. */
    public static Catalog standalone(Links links) {
        return new Catalog(links);
    }

    private static Map<String, String> load() {
        Map<String, String> texts = new HashMap<>();
        for (String name : OWN) {
            try (InputStream in = Catalog.class.getClassLoader().getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("missing resource " + name);
                }
                Properties properties = new Properties();
                properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
                properties.forEach((key, text) -> texts.put((String) key, (String) text));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Map.copyOf(texts);
    }

    /** Takes the texts that a service publishes; the router's own win. */
    public void publish(String service, Map<String, String> published) {
        byService.put(service, Map.copyOf(published));
        Map<String, String> merged = new HashMap<>();
        byService.values().forEach(merged::putAll);
        merged.putAll(own);
        texts = Map.copyOf(merged);
        templates = new ConcurrentHashMap<>();
    }

    public Optional<String> source(String key) {
        return Optional.ofNullable(texts.get(key));
    }

    public String text(Msg msg, Markup markup) {
        return text(msg.key(), msg.args(), markup);
    }

    /** A message as its key and its arguments, for those who look for the message behind a text. */
    String key(Msg msg, Markup markup) {
        StringBuilder source = new StringBuilder("(").append(msg.key());
        for (int i = 1; i <= msg.args().size(); i++) {
            source.append(i == 1 ? ": $" : ", $").append(i);
        }
        return Template.of(source.append(')').toString()).write(msg.args(), markup, links);
    }

    /** The text of a message; of an unknown one its key in brackets. */
    public String text(String key, List<Arg> args, Markup markup) {
        String source = texts.get(key);
        if (source == null) {
            return Template.escaped("⧼" + key + "⧽", markup);
        }
        return templates.computeIfAbsent(key, _ -> Template.of(source)).write(args, markup, links);
    }
}
