package scriptorium.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's Chromium without a window, with script or without, through the WebDriver protocol. */
final class Chromium implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process driver;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI session;

    /** Where the driver is, if this machine has one. */
    static Optional<Path> driver() {
        return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "chromedriver")).filter(Files::isExecutable).findFirst();
    }

    Chromium(Path program) throws Exception {
        this(program, false);
    }

    /** One that runs what a page tells it to run. */
    static Chromium withScript() throws Exception {
        return new Chromium(driver().orElseThrow(), true);
    }

    private Chromium(Path program, boolean script) throws Exception {
        driver = new ProcessBuilder(program.toString(), "--port=0").redirectErrorStream(true).start();
        BufferedReader out = driver.inputReader(StandardCharsets.UTF_8);
        String port = "";
        while (port.isEmpty()) {
            String line = out.readLine();
            if (line == null) {
                throw new IOException("the driver did not start");
            }
            port = line.contains("started successfully on port") ? line.replaceAll(".*port (\\d+).*", "$1") : "";
        }
        ObjectNode options = JSON.createObjectNode();
        options.putArray("args").add("--headless=new").add("--no-sandbox").add("--disable-gpu").add("--disable-dev-shm-usage");
        if (!script) {
            options.putObject("prefs").put("profile.managed_default_content_settings.javascript", 2);
        }
        ObjectNode wanted = JSON.createObjectNode();
        ObjectNode always = wanted.putObject("capabilities").putObject("alwaysMatch");
        always.set("goog:chromeOptions", options);
        // A click may return before the next page is there: whoever looks for an element waits for it.
        always.putObject("timeouts").put("implicit", PATIENCE.toMillis());
        URI server = URI.create("http://127.0.0.1:" + port + "/session");
        JsonNode made = send(HttpRequest.newBuilder(server).POST(HttpRequest.BodyPublishers.ofString(wanted.toString())));
        session = URI.create(server + "/" + made.path("sessionId").asText() + "/");
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.timeout(Duration.ofSeconds(60)).header("Content-Type", "application/json").build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode value = JSON.readTree(answer.body()).path("value");
        if (answer.statusCode() != 200) {
            throw new IOException(value.path("message").asText());
        }
        return value;
    }

    private JsonNode post(String path, Map<String, ?> body) throws Exception {
        return send(HttpRequest.newBuilder(session.resolve(path)).POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private String get(String path) throws Exception {
        return send(HttpRequest.newBuilder(session.resolve(path))).asText();
    }

    void open(URI address) throws Exception {
        post("url", Map.of("url", address.toString()));
    }

    String address() throws Exception {
        return get("url");
    }

    String source() throws Exception {
        return get("source");
    }

    /** Finds an element by a CSS selector; what names it for this session. */
    String find(String selector) throws Exception {
        return post("element", Map.of("using", "css selector", "value", selector)).path(ELEMENT).asText();
    }

    /** What a screen reader says of an element: role and name. */
    String spoken(String selector) throws Exception {
        String element = "element/" + find(selector) + "/";
        return get(element + "computedrole") + " " + get(element + "computedlabel");
    }

    String colour(String selector) throws Exception {
        return get("element/" + find(selector) + "/css/background-color");
    }

    /** What a script calls its last argument with. */
    JsonNode run(String script) throws Exception {
        return post("execute/async", Map.of("script", script, "args", List.of()));
    }

    void write(String selector, String text) throws Exception {
        post("element/" + find(selector) + "/value", Map.of("text", text));
    }

    void press(String selector) throws Exception {
        post("element/" + find(selector) + "/click", Map.of());
    }

    @Override
    public void close() throws Exception {
        String address = session.toString();
        try {
            send(HttpRequest.newBuilder(URI.create(address.substring(0, address.length() - 1))).DELETE());
        } finally {
            driver.destroy();
        }
        if (!driver.waitFor(10, TimeUnit.SECONDS)) {
            driver.destroyForcibly();
        }
    }
}
