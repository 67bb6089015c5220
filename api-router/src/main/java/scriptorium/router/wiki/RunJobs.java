package scriptorium.router.wiki;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.router.dispatch.Owner;
import scriptorium.router.dispatch.ServiceHttp;
import scriptorium.router.request.RequestParams;
import scriptorium.router.wiki.WikiRoutes.Reply;

/**
 * {@code POST index.php?title=Special:RunJobs}, by MediaWiki's contract: the parameters are signed with the wiki's secret key. It answers when the background work
 * that is due has been done.
 */
@ApplicationScoped
class RunJobs {

    private static final List<String> REQUIRED = List.of("tasks", "signature", "sigexpiry");
    private static final List<String> SIGNED = List.of("title", "tasks", "sigexpiry", "maxjobs", "maxtime", "type", "async", "stats");

    private final ServiceHttp http;
    private final Optional<String> secretKey;
    private final String internalKey;

    RunJobs(ServiceHttp http, @ConfigProperty(name = "scriptorium.secret-key") Optional<String> secretKey,
            @ConfigProperty(name = "scriptorium.internal-key") Optional<String> internalKey) {
        this.http = http;
        this.secretKey = secretKey;
        this.internalKey = internalKey.orElse("");
    }

    /** Answers when what is due is done. */
    Future<Reply> run(RequestParams params) {
        Optional<String> problem = problem(params, Instant.now());
        if (problem.isPresent()) {
            return Future.succeededFuture(bad(problem.get()));
        }
        long began = System.nanoTime();
        return http.post(Owner.QUERY, "/internal/jobs/drain", "X-Scriptorium-Key", internalKey, Buffer.buffer("{}"))
                .map(answer -> answer.status() < 300 ? done(params, (System.nanoTime() - began) / 1_000_000) : away())
                .otherwise(away());
    }

    private Optional<String> problem(RequestParams params, Instant now) {
        List<String> missing = REQUIRED.stream().filter(name -> !params.has(name)).toList();
        if (!missing.isEmpty()) {
            return Optional.of("These parameters are missing: " + String.join(", ", missing));
        }
        String expiry = params.get("sigexpiry", "");
        boolean current = expiry.matches("\\d{1,12}") && Long.parseLong(expiry) >= now.getEpochSecond();
        boolean signed = secretKey.isPresent() && MessageDigest.isEqual(
                signature(params.values(), secretKey.get()).getBytes(StandardCharsets.US_ASCII),
                params.get("signature", "").getBytes(StandardCharsets.UTF_8));
        return current && signed ? Optional.empty() : Optional.of("The signature is wrong or too old.");
    }

    /** Hex digits of HMAC-SHA1 over the sorted parameters, written as a query string. */
    static String signature(Map<String, String> params, String key) {
        StringBuilder query = new StringBuilder();
        new TreeMap<>(params).forEach((name, value) -> {
            if (SIGNED.contains(name)) {
                query.append(query.isEmpty() ? "" : "&").append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return HexFormat.of().formatHex(mac.doFinal(query.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client that does not ask for it to be done behind its back is told, in words or in numbers. */
    private static Reply done(RequestParams params, long elapsedMillis) {
        boolean waits = params.has("async") && !truth(params.get("async", ""));
        if (!waits) {
            return new Reply(202, "text/plain; charset=UTF-8", Map.of(), "");
        }
        return truth(params.get("stats", ""))
                ? new Reply(200, "application/json", Map.of(), "{\"jobs\":[],\"reached\":\"none-ready\",\"backoffs\":[],\"elapsed\":" + elapsedMillis + "}")
                : new Reply(200, "text/plain; charset=UTF-8", Map.of(), "Done\n");
    }

    private static boolean truth(String value) {
        return !value.isEmpty() && !value.equals("0");
    }

    private static Reply away() {
        return new Reply(503, "text/plain; charset=UTF-8", Map.of("Retry-After", "5"), "The index is away at the moment.\n");
    }

    static Reply bad(String why) {
        return new Reply(400, "text/plain; charset=UTF-8", Map.of(), why + "\n");
    }
}
