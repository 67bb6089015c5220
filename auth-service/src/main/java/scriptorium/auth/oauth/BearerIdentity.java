package scriptorium.auth.oauth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import scriptorium.auth.model.Account;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.store.Accounts;
import scriptorium.auth.store.AddressRange;

/** Whom an {@code Authorization} header speaks for. */
@ApplicationScoped
public class BearerIdentity {

    private static final String BEARER = "bearer ";

    private final AccessTokens tokens;
    private final Accounts accounts;

    BearerIdentity(AccessTokens tokens, Accounts accounts) {
        this.tokens = tokens;
        this.accounts = accounts;
    }

    /**
     * A user by a client.
     *
     * @param scopes the grants that the token gives
     */
    public record Bearer(Account account, AccessTokens.Live token, List<String> scopes) {}

    /** Whether a header is about OAuth at all; others ({@code Basic}, ...) are a proxy's business and nobody's here. */
    public static boolean speaks(String authorization) {
        return starts(authorization, BEARER) || starts(authorization, "oauth ") || authorization.strip().equalsIgnoreCase("bearer");
    }

    /** Fails with {@link Refused}. */
    public Uni<Bearer> of(String authorization, String ip, Instant now) {
        if (authorization.strip().equalsIgnoreCase("bearer")) {
            return Uni.createFrom().failure(new Refused(OAuthError.INVALID_TOKEN, "There is no access token after the word Bearer."));
        }
        if (!starts(authorization, BEARER)) {
            return Uni.createFrom().failure(new Refused(OAuthError.INVALID_TOKEN, "OAuth 1 is not offered; use a bearer token of OAuth 2."));
        }
        return tokens.live(authorization.substring(BEARER.length()).strip(), now)
                .invoke(live -> checkAddress(live.stored().addresses(), ip))
                .chain(live -> accounts.byId(live.stored().approval().accountId()).map(account -> new Bearer(
                        account.orElseThrow(() -> new Refused(OAuthError.INVALID_TOKEN, "The user of the access token does not exist.")), live,
                        live.stored().scopes())));
    }

    private static void checkAddress(List<String> allowed, String ip) {
        boolean good = allowed.isEmpty() || allowed.stream().anyMatch(text -> AddressRange.parse(text).filter(range -> range.holds(ip)).isPresent());
        if (!good) {
            throw new Refused(OAuthError.INVALID_TOKEN, "The client may not be used from this address.");
        }
    }

    private static boolean starts(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
