package scriptorium.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.CookieManager;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A user with a browser, and the client that the user is sent by. */
final class OAuthUser {

    static final String CALLBACK = "https://app.example/cb";
    static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-0123";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    /** A client as it was registered. */
    record Client(String id, String secret, String accessToken) {}

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream().map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    static Map<String, String> fields(String... pairs) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return fields;
    }

    static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    static String challenge() throws Exception {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.UTF_8)));
    }

    static String parameter(String url, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
        return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : "";
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(SuiteUnderTest.server().resolve(path)));
    }

    HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        return send(HttpRequest.newBuilder(SuiteUnderTest.server().resolve(path)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    /** What a form would send besides what the user writes or presses. */
    static Map<String, String> hidden(String html) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher found = HIDDEN.matcher(html);
        while (found.find()) {
            fields.put(text(found.group(1)), text(found.group(2)));
        }
        return fields;
    }

    private static String text(String html) {
        return html.replace("&#39;", "'").replace("&quot;", "\"").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
    }

    /** Logs in by the form; the answer to it. */
    HttpResponse<String> logIn(String loginAddress) throws Exception {
        Map<String, String> form = hidden(get(loginAddress).body());
        form.put("wpName", "Admin");
        form.put("wpPassword", SuiteUnderTest.PASSWORD);
        return post("/w/index.php?title=Special:UserLogin", form);
    }

    Client register(String name, String more) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(SuiteUnderTest.server().resolve("/w/rest.php/oauth2/client")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + " " + System.nanoTime() + "\",\"description\":\"A test\"," + more + "}")));
        JsonNode made = json(answer);
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.body());
        }
        return new Client(made.path("client_key").asText(), made.path("secret").asText(), made.path("access_token").asText());
    }

    static String address(Client client, String... more) throws Exception {
        Map<String, String> fields = fields("response_type", "code", "client_id", client.id(), "redirect_uri", CALLBACK, "state", "s t", "code_challenge", challenge(),
                "code_challenge_method", "S256");
        fields.putAll(fields(more));
        fields.values().removeIf(String::isEmpty);
        return "/w/rest.php/oauth2/authorize?" + encoded(fields);
    }

    /** Presses "Allow" on a page that asks; where that leads. */
    String allow(HttpResponse<String> page) throws Exception {
        Map<String, String> form = hidden(page.body());
        form.put("accept", "1");
        return location(post("/w/rest.php/oauth2/authorize", form));
    }

    /** A code for a client, with consent when it is asked for. */
    String code(Client client, String... more) throws Exception {
        HttpResponse<String> asked = get(address(client, more));
        return parameter(asked.statusCode() == 303 ? location(asked) : allow(asked), "code");
    }

    HttpResponse<String> token(Client client, String... more) throws Exception {
        Map<String, String> fields = fields("client_id", client.id());
        if (!client.secret().isEmpty()) {
            fields.put("client_secret", client.secret());
        }
        fields.putAll(fields(more));
        return post("/w/rest.php/oauth2/access_token", fields);
    }

    HttpResponse<String> redeem(Client client, String code) throws Exception {
        return token(client, "grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK, "code_verifier", VERIFIER);
    }

    /** What the API answers to a token: the user's name or the code of an error. */
    static String whoIs(String accessToken) throws Exception {
        JsonNode answer = call(accessToken, "action=query&meta=userinfo");
        return answer.has("error") ? answer.at("/error/code").asText() : answer.at("/query/userinfo/name").asText();
    }

    static JsonNode call(String accessToken, String form) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(SuiteUnderTest.api()).header("Authorization", "Bearer " + accessToken)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form + "&format=json&formatversion=2")).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.headers().firstValue("Set-Cookie").isPresent()) {
            throw new IllegalStateException("a cookie was set");
        }
        return JSON.readTree(answer.body());
    }

}
