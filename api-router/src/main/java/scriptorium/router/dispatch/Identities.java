package scriptorium.router.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.contract.call.SetCookie;
import scriptorium.contract.identity.CallerJson;
import scriptorium.contract.message.Msg;
import scriptorium.contract.message.MsgJson;
import scriptorium.router.request.EdgeConfig;

/** Turns cookies and bearer tokens into identities at auth-service, and remembers them until they end or are said to have changed. */
@ApplicationScoped
public class Identities {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceHttp http;
    private final String internalKey;
    private final long margin;
    private final KnownIdentities known;
    private final ConcurrentHashMap<String, Boolean> renewing = new ConcurrentHashMap<>();

    Identities(ServiceHttp http, EdgeConfig config, @ConfigProperty(name = "scriptorium.internal-key") Optional<String> internalKey) {
        this.http = http;
        this.internalKey = internalKey.orElse("");
        margin = config.identityMargin().toMillis();
        known = new KnownIdentities(config.identities());
    }

    public Future<Identity> of(Credentials credentials) {
        String key = credentials.key();
        Identity identity = known.get(key);
        long left = identity == null ? 0 : identity.expires() - System.currentTimeMillis();
        if (left > margin) {
            return Future.succeededFuture(identity);
        }
        if (left > margin / 2) {
            renew(key, credentials);
            return Future.succeededFuture(identity);
        }
        return ask(key, credentials);
    }

    /** Asks anew, whatever is remembered. */
    public Future<Identity> fresh(Credentials credentials) {
        known.forgetKey(credentials.key());
        return ask(credentials.key(), credentials);
    }

    private void renew(String key, Credentials credentials) {
        if (renewing.putIfAbsent(key, true) == null) {
            ask(key, credentials).onComplete(_ -> renewing.remove(key));
        }
    }

    private Future<Identity> ask(String key, Credentials credentials) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode cookies = body.putObject("cookies");
        credentials.cookies().forEach(cookies::put);
        body.put("authorization", credentials.authorization()).put("ip", credentials.ip()).put("userAgent", credentials.userAgent());
        long asked = known.generation();
        return http.post(Owner.AUTH, "/internal/identity", "X-Scriptorium-Key", internalKey, Buffer.buffer(body.toString()))
                .map(answer -> {
                    Identity identity = read(answer);
                    if (identity.error().isEmpty()) {
                        known.put(key, identity, asked);
                    }
                    return identity;
                });
    }

    private static Identity read(ServiceHttp.Answer answer) {
        if (answer.status() != 200) {
            throw new ServiceAway(Owner.AUTH, answer.status(), null);
        }
        try {
            JsonNode body = JSON.readTree(answer.body().getBytes());
            String token = body.path("token").asText();
            List<SetCookie> cookies = new ArrayList<>();
            for (JsonNode cookie : body.path("cookies")) {
                cookies.add(new SetCookie(cookie.path("name").asText(), cookie.path("value").asText(), maxAge(cookie), cookie.path("prefixed").asBoolean(true)));
            }
            return new Identity(token, CallerJson.read(body.path("caller")), body.path("cacheKey").asText(), expiry(token), cookies, error(body.path("error")));
        } catch (IOException | RuntimeException e) {
            throw new ServiceAway(Owner.AUTH, answer.status(), e);
        }
    }

    private static long maxAge(JsonNode cookie) {
        return cookie.has("maxage") ? cookie.path("maxage").asLong(-1) : cookie.path("maxAge").asLong(-1);
    }

    private static Optional<Msg> error(JsonNode error) throws IOException {
        if (!error.isObject()) {
            return Optional.empty();
        }
        try (var parser = JSON.treeAsTokens(error)) {
            parser.nextToken();
            return Optional.of(MsgJson.read(parser));
        }
    }

    /** When the token ends, in milliseconds; the signature is the services' business. */
    private static long expiry(String token) throws IOException {
        String[] parts = token.split("\\.");
        return parts.length < 2 ? 0 : JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp").asLong() * 1000;
    }

    /** Forgets those whose session, account or all are named. */
    public void forget(Collection<String> changed) {
        known.forget(changed);
    }
}
