package scriptorium.auth.oauth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.oauth.model.StoredToken;
import scriptorium.auth.store.OAuthTokens;
import scriptorium.host.site.SiteConfig;

/** Access tokens: JWTs as of RFC 9068, with the claims that MediaWiki's have. Good only as long as the database knows them. */
@ApplicationScoped
public class AccessTokens {

    private static final int LONGEST = 4096;
    private static final String ES256 = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;

    private final AccessTokenKeys keys;
    private final OAuthTokens tokens;
    private final SiteConfig site;

    AccessTokens(AccessTokenKeys keys, OAuthTokens tokens, SiteConfig site) {
        this.keys = keys;
        this.tokens = tokens;
        this.site = site;
    }

    /** A good access token. */
    public record Live(String id, Instant issuedAt, StoredToken stored) {}

    public Uni<String> sign(String id, String clientKey, long accountId, List<String> scopes, Instant now, Instant expires) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(site.server());
        claims.setAudience(clientKey);
        claims.setSubject(String.valueOf(accountId));
        claims.setJwtId(id);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setNotBefore(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(expires.getEpochSecond()));
        claims.setStringClaim("client_id", clientKey);
        claims.setStringClaim("scope", String.join(" ", scopes));
        claims.setStringListClaim("scopes", scopes);
        return keys.signing(now).map(key -> signed(claims, key));
    }

    private static String signed(JwtClaims claims, EllipticCurveJsonWebKey key) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setAlgorithmHeaderValue(ES256);
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setHeader("typ", "at+jwt");
            signature.setKey(key.getPrivateKey());
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The token if it is ours, in force and not revoked; fails with {@link Refused} otherwise. */
    public Uni<Live> live(String token, Instant now) {
        return signature(token, now).chain(claims -> tokens.access(claims.id()).map(stored -> stored
                .filter(found -> !found.used() && found.expiresAt().isAfter(now) && found.clientKey().equals(claims.clientKey()))
                .map(found -> new Live(claims.id(), claims.issuedAt(), found))
                .orElseThrow(() -> bad("The access token was revoked or has expired."))));
    }

    private record Claims(String id, String clientKey, Instant issuedAt) {}

    private Uni<Claims> signature(String token, Instant now) {
        if (token.isEmpty() || token.length() > LONGEST) {
            return Uni.createFrom().failure(bad("It is not an access token."));
        }
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, ES256));
        String kid;
        try {
            signature.setCompactSerialization(token);
            kid = Optional.ofNullable(signature.getKeyIdHeaderValue()).orElse("");
        } catch (JoseException e) {
            return Uni.createFrom().failure(bad("It is not an access token."));
        }
        return keys.verifying(kid, now).map(key -> claims(token, key.orElseThrow(() -> bad("The access token is not signed by this wiki.")), now));
    }

    private Claims claims(String token, EllipticCurveJsonWebKey key, Instant now) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setExpectedIssuer(site.server())
                    .setExpectedType(true, "at+jwt")
                    .setSkipDefaultAudienceValidation()
                    .setRequireExpirationTime()
                    .setRequireJwtId()
                    .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                    .setAllowedClockSkewInSeconds(5)
                    .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, ES256)
                    .setVerificationKey(key.getPublicKey())
                    .build()
                    .processToClaims(token);
            return new Claims(claims.getJwtId(), claims.getStringClaimValue("client_id"), Instant.ofEpochSecond(claims.getIssuedAt().getValue()));
        } catch (InvalidJwtException e) {
            throw bad(e.hasExpired() ? "The access token has expired." : "The access token is not signed by this wiki.");
        } catch (MalformedClaimException e) {
            throw bad("It is not an access token.");
        }
    }

    private static Refused bad(String description) {
        return new Refused(OAuthError.INVALID_TOKEN, description);
    }
}
