package scriptorium.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A small client of any {@code api.php}, as a bot would have one: cookies, tokens, JSON in formatversion 2. Thread-safe once it is logged in. */
public final class WikiClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI api;
    private final HttpClient http;
    private volatile String token = "";

    public WikiClient(URI api) {
        this.api = api;
        http = HttpClient.newBuilder().cookieHandler(new CookieManager()).connectTimeout(Duration.ofSeconds(5)).version(HttpClient.Version.HTTP_1_1).build();
    }

    public URI api() {
        return api;
    }

    /** An answer that is an error. */
    public static final class ApiError extends IOException {
        private static final long serialVersionUID = 1;
        private final String code;

        ApiError(String code, String info) {
            super(code + ": " + info);
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private static String form(Map<String, String> params) {
        Map<String, String> all = new LinkedHashMap<>(params);
        all.putIfAbsent("format", "json");
        all.putIfAbsent("formatversion", "2");
        return all.entrySet().stream().map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    private static Map<String, String> map(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** Reads. Name and value by turns. */
    public JsonNode get(String... pairs) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(api + "?" + form(map(pairs)))));
    }

    /** Posts. Name and value by turns. */
    public JsonNode post(String... pairs) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(api)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(map(pairs)))));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.timeout(Duration.ofSeconds(120)).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 500) {
            throw new IOException("HTTP " + answer.statusCode());
        }
        JsonNode json = JSON.readTree(answer.body());
        if (json.has("error")) {
            throw new ApiError(json.path("error").path("code").asText(), json.path("error").path("info").asText());
        }
        return json;
    }

    public void login(String user, String password) throws IOException, InterruptedException {
        String login = get("action", "query", "meta", "tokens", "type", "login").at("/query/tokens/logintoken").asText();
        JsonNode answer = post("action", "login", "lgname", user, "lgpassword", password, "lgtoken", login);
        if (!answer.at("/login/result").asText().equals("Success")) {
            throw new IOException("cannot log in as " + user + ": " + answer.path("login"));
        }
        token = get("action", "query", "meta", "tokens").at("/query/tokens/csrftoken").asText();
    }

    /** A csrf token of the session. */
    public String token() {
        return token;
    }

    /** Gives a page a text; the answer's {@code edit}. */
    public JsonNode edit(String title, String text, String summary) throws IOException, InterruptedException {
        return post("action", "edit", "title", title, "text", text, "summary", summary, "bot", "1", "token", token).path("edit");
    }

    /** Uploads a file; the answer's {@code upload}. */
    public JsonNode upload(String name, byte[] bytes, String comment) throws IOException, InterruptedException {
        return postFile("file", bytes, "action", "upload", "filename", name, "comment", comment, "token", token).path("upload");
    }

    /** Posts a file as the parameter {@code name}, and others: name and value by turns. */
    public JsonNode postFile(String name, byte[] bytes, String... pairs) throws IOException, InterruptedException {
        String boundary = "scriptorium" + Long.toHexString(System.nanoTime());
        Map<String, String> all = map(pairs);
        all.put("format", "json");
        all.put("formatversion", "2");
        StringBuilder head = new StringBuilder();
        all.forEach((key, value) -> head
                .append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"").append(key).append("\"\r\n\r\n").append(value).append("\r\n"));
        head.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"").append(name)
                .append("\"; filename=\"upload\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        byte[] first = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] last = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(api)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.concat(HttpRequest.BodyPublishers.ofByteArray(first), HttpRequest.BodyPublishers.ofByteArray(bytes),
                        HttpRequest.BodyPublishers.ofByteArray(last))));
    }

    /** The current text of a page, as it reads; empty when there is none. */
    public String text(String title) throws IOException, InterruptedException {
        return get("action", "query", "titles", title, "prop", "revisions", "rvprop", "content", "rvslots", "main").at("/query/pages/0/revisions/0/slots/main/content").asText();
    }
}
