package scriptorium.auth.oauth.web;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import scriptorium.auth.oauth.AccessTokenKeys;

/** The public keys of access tokens, for services outside of the suite that accept them. */
@Path("/oauth2/jwks")
public class KeysEndpoint {

    private final AccessTokenKeys keys;

    KeysEndpoint(AccessTokenKeys keys) {
        this.keys = keys;
    }

    @GET
    public Uni<Response> keys() {
        return keys.publicSet(Instant.now()).map(MetadataEndpoint::cached);
    }
}
