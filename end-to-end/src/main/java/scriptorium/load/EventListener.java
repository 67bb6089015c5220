package scriptorium.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Listens to the stream of recent changes, and remembers the titles that it saw. */
public final class EventListener implements AutoCloseable {

    private static final Pattern DATA = Pattern.compile("data: ?(\\{.*)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> titles = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean connected;
    private volatile boolean closed;
    private volatile java.io.InputStream stream;

    public EventListener(URI server) {
        // From now on, also when the connection comes a moment later or is lost for a while.
        String since = java.time.Instant.now().minusSeconds(1).toString();
        thread = new Thread(() -> listen(server.resolve("/v2/stream/mediawiki.recentchange?since=" + since)), "event-listener");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen(URI uri) {
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (!closed) {
                try {
                    HttpResponse<java.io.InputStream> answer = http.send(HttpRequest.newBuilder(uri).header("Accept", "text/event-stream").build(),
                            HttpResponse.BodyHandlers.ofInputStream());
                    stream = answer.body();
                    connected = answer.statusCode() == 200;
                    read(new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
                } catch (IOException ended) {
                    connected = false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher data = DATA.matcher(line);
            if (data.matches()) {
                titles.add(JSON.readTree(data.group(1)).path("title").asText());
            }
        }
    }

    public boolean connected() {
        return connected;
    }

    public Set<String> titles() {
        return titles;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException ended) {
            // it has gone already
        }
    }
}
