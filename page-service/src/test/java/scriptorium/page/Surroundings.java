package scriptorium.page;

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
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import scriptorium.stack.InfraProcess;

/** A real PostgreSQL and Kafka for a test of this service, and the key of a played auth-service. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    static volatile EllipticCurveJsonWebKey key;

    private InfraProcess infra;
    private com.sun.net.httpserver.HttpServer keys;

    @Override
    public Map<String, String> start() {
        try {
            infra = InfraProcess.start(Files.createTempDirectory("page-test"));
            KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
            pairs.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = pairs.generateKeyPair();
            key = new EllipticCurveJsonWebKey((ECPublicKey) pair.getPublic());
            key.setPrivateKey((ECPrivateKey) pair.getPrivate());
            key.setKeyId("test");
            byte[] set = new JsonWebKeySet(key).toJson().getBytes(StandardCharsets.UTF_8);
            keys = com.sun.net.httpserver.HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            keys.createContext("/internal/jwks", exchange -> {
                exchange.sendResponseHeaders(200, set.length);
                exchange.getResponseBody().write(set);
                exchange.close();
            });
            keys.start();
            Map<String, String> config = new HashMap<>(infra.config("page"));
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
}
