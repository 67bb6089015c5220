package scriptorium.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.CallerJson;
import scriptorium.stack.InfraProcess;

/** What query-service needs around it in tests: real PostgreSQL and Kafka, and keys that callers are signed with. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    private static volatile EllipticCurveJsonWebKey key;

    private InfraProcess infra;
    private HttpServer keys;

    @Override
    public Map<String, String> start() {
        try {
            infra = InfraProcess.start(Files.createTempDirectory("query-test"));
            KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
            pairs.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = pairs.generateKeyPair();
            key = new EllipticCurveJsonWebKey((ECPublicKey) pair.getPublic());
            key.setPrivateKey((ECPrivateKey) pair.getPrivate());
            key.setKeyId("test");
            byte[] set = new JsonWebKeySet(key).toJson().getBytes(StandardCharsets.UTF_8);
            keys = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            keys.createContext("/internal/jwks", exchange -> {
                exchange.sendResponseHeaders(200, set.length);
                exchange.getResponseBody().write(set);
                exchange.close();
            });
            keys.start();
            Map<String, String> config = new HashMap<>(infra.config("query"));
            config.put("scriptorium.services.auth-url", "http://127.0.0.1:" + keys.getAddress().getPort());
            return config;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (keys != null) {
            keys.stop(0);
        }
        if (infra != null) {
            infra.close();
        }
    }

    /** The identity of a user with these rights. */
    public static String bearer(String... rights) throws Exception {
        Caller caller = new Caller(7, "Ada", false, false, "127.0.0.1", Set.of("user"), Set.of(rights), Optional.empty(), "session", "sid", Map.of(), "");
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("scriptorium-auth");
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setClaim("caller", new ObjectMapper().convertValue(CallerJson.write(caller), Map.class));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue("test");
        signature.setKey(key.getPrivateKey());
        signature.setPayload(claims.toJson());
        return signature.getCompactSerialization();
    }
}
