package scriptorium.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads {@code /v2/stream} as browsers and scripts do. */
final class StreamClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An event with the id that it can be resumed after; plain JSON has none. */
    record Event(String id, JsonNode data) {}

    private final HttpResponse<InputStream> answer;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** Listens from here on: has come to be connected when this returns. */
    StreamClient(String pathAndQuery, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(SuiteUnderTest.server() + pathAndQuery));
        if (headers.length > 0) {
            request.headers(headers);
        }
        answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        if (answer.statusCode() == 200) {
            lines.readLine();
        }
        Thread.ofVirtual().start(() -> read(lines));
    }

    int status() {
        return answer.statusCode();
    }

    String contentType() {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private void read(BufferedReader lines) {
        String id = "";
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ") || line.startsWith("{")) {
                    events.add(new Event(id, JSON.readTree(line.substring(line.indexOf('{')))));
                }
            }
        } catch (IOException closed) {
            // nobody listens any more
        }
    }

    /** The next events; fails when they do not come in time. */
    List<Event> next(int count) throws InterruptedException {
        List<Event> found = new ArrayList<>();
        while (found.size() < count) {
            Event event = events.poll(20, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("after " + found.size() + " of " + count + " events there came no more");
            }
            found.add(event);
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        answer.body().close();
    }
}
