package scriptorium.auth.oauth;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
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

/** An access token as it is written: a JWT as of RFC 9068, with the claims that MediaWiki's have. One algorithm, and none that the token itself chooses. */
final class TokenForm {

    private static final int LONGEST = 4096;
    private static final int SKEW_SECONDS = 5;
    private static final String TYPE = "at+jwt";
    private static final String ES256 = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;

    private TokenForm() {}

    /** What a token says. */
    record Claims(String issuer, String id, String clientKey, long accountId, List<String> scopes, Instant issuedAt, Instant expiresAt) {}

    static String write(Claims said, String kid, PrivateKey key) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(said.issuer());
        claims.setAudience(said.clientKey());
        claims.setSubject(String.valueOf(said.accountId()));
        claims.setJwtId(said.id());
        claims.setIssuedAt(NumericDate.fromSeconds(said.issuedAt().getEpochSecond()));
        claims.setNotBefore(NumericDate.fromSeconds(said.issuedAt().getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(said.expiresAt().getEpochSecond()));
        claims.setStringClaim("client_id", said.clientKey());
        claims.setStringClaim("scope", String.join(" ", said.scopes()));
        claims.setStringListClaim("scopes", said.scopes());
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(ES256);
        signature.setKeyIdHeaderValue(kid);
        signature.setHeader("typ", TYPE);
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of the key that a token says it is signed with. */
    static String keyId(String token) {
        if (token.isEmpty() || token.length() > LONGEST) {
            throw bad("It is not an access token.");
        }
        JsonWebSignature signature = new JsonWebSignature();
        try {
            signature.setCompactSerialization(token);
        } catch (JoseException e) {
            throw bad("It is not an access token.");
        }
        return Optional.ofNullable(signature.getKeyIdHeaderValue()).orElse("");
    }

    /** Fails with {@link Refused} when the token is not whole, not signed with the key, of another issuer or kind, or past its time. */
    static Claims read(String token, PublicKey key, String issuer, Instant now) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setExpectedIssuer(issuer)
                    .setExpectedType(true, TYPE)
                    .setSkipDefaultAudienceValidation()
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setRequireJwtId()
                    .setRequireSubject()
                    .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, ES256)
                    .setVerificationKey(key)
                    .build()
                    .processToClaims(token);
            return new Claims(issuer, claims.getJwtId(), Optional.ofNullable(claims.getStringClaimValue("client_id")).orElse(""),
                    Long.parseLong(claims.getSubject()), Optional.ofNullable(claims.getStringListClaimValue("scopes")).orElse(List.of()),
                    Instant.ofEpochSecond(claims.getIssuedAt().getValue()), Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
        } catch (InvalidJwtException e) {
            throw bad(e.hasExpired() ? "The access token has expired." : "The access token is not signed by this wiki.");
        } catch (MalformedClaimException | NumberFormatException e) {
            throw bad("It is not an access token.");
        }
    }

    static Refused bad(String description) {
        return new Refused(OAuthError.INVALID_TOKEN, description);
    }
}
