package scriptorium.auth.oauth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.oauth.model.StoredToken;
import scriptorium.auth.store.OAuthTokens;
import scriptorium.host.site.SiteConfig;

/** Access tokens. Good only as long as the database knows them, so that one that is revoked is refused at once. */
@ApplicationScoped
public class AccessTokens {

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
        TokenForm.Claims claims = new TokenForm.Claims(site.server(), id, clientKey, accountId, scopes, now, expires);
        return keys.signing(now).map(key -> TokenForm.write(claims, key.getKeyId(), key.getPrivateKey()));
    }

    /** The token if it is ours, in force and not revoked; fails with {@link Refused} otherwise. */
    public Uni<Live> live(String token, Instant now) {
        return Uni.createFrom().item(() -> TokenForm.keyId(token))
                .chain(kid -> keys.verifying(kid, now))
                .map(key -> key.orElseThrow(() -> TokenForm.bad("The access token is not signed by this wiki.")))
                .map(key -> TokenForm.read(token, key.getPublicKey(), site.server(), now))
                .chain(claims -> tokens.access(claims.id()).map(stored -> stored.filter(found -> inForce(found, claims, now))
                        .map(found -> new Live(claims.id(), claims.issuedAt(), found))
                        .orElseThrow(() -> TokenForm.bad("The access token was revoked or has expired."))));
    }

    private static boolean inForce(StoredToken stored, TokenForm.Claims claims, Instant now) {
        return !stored.used() && stored.expiresAt().isAfter(now) && stored.clientKey().equals(claims.clientKey());
    }
}
