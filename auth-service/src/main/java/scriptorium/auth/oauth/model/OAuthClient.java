package scriptorium.auth.oauth.model;

import java.time.Instant;
import java.util.List;

/**
 * A registered client.
 *
 * @param key its public id
 * @param secretHash empty when it has no secret
 * @param callbackUrls redirect addresses, exactly as they must be asked for
 * @param confidential whether it can keep a secret
 * @param ownerOnly whether it acts for its owner alone, with a token that does not end
 * @param scopes grants that it may ask for
 * @param addresses from where its tokens may be used, addresses or ranges; empty for anywhere
 */
public record OAuthClient(
        long id, String key, String secretHash, long ownerId, String name, String version, String description, String email, List<String> callbackUrls,
        boolean confidential, boolean ownerOnly, List<String> grantTypes, List<String> scopes, List<String> addresses,
        Instant registeredAt, boolean disabled) {

    public OAuthClient {
        callbackUrls = List.copyOf(callbackUrls);
        grantTypes = List.copyOf(grantTypes);
        scopes = List.copyOf(scopes);
        addresses = List.copyOf(addresses);
    }

    @Override
    public String toString() {
        return "OAuthClient[" + key + "]";
    }
}
