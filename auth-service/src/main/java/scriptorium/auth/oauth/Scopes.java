package scriptorium.auth.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.rights.Grants;

/** Scopes are MediaWiki's grants. {@code basic} comes with every other. */
@ApplicationScoped
public class Scopes {

    private final Grants grants;

    Scopes(Grants grants) {
        this.grants = grants;
    }

    public List<String> all() {
        return grants.names();
    }

    /** The scopes that a client asks for, each once, checked against those it may have; all of these when it names none. */
    public List<String> asked(String scope, List<String> allowed) {
        Set<String> asked = new LinkedHashSet<>(List.of(Grants.BASIC));
        if (scope.isBlank()) {
            asked.addAll(allowed);
            return new ArrayList<>(asked);
        }
        for (String name : scope.strip().split("[ |]+")) {
            if (!allowed.contains(name) && !name.equals(Grants.BASIC)) {
                throw new Refused(OAuthError.INVALID_SCOPE, "The client may not ask for a scope that was named.");
            }
            asked.add(name);
        }
        return new ArrayList<>(asked);
    }

    /** The scopes a client is registered with. */
    public List<String> registered(List<String> named) {
        Set<String> scopes = new LinkedHashSet<>(List.of(Grants.BASIC));
        for (String name : named) {
            if (!grants.known(name)) {
                throw new Refused(OAuthError.INVALID_CLIENT_METADATA, "A scope is unknown. Scopes are: " + String.join(" ", all()) + ".");
            }
            scopes.add(name);
        }
        return new ArrayList<>(scopes);
    }

    /** What may be done: what the user may, as far as a grant of the token gives it. */
    public Set<String> cut(Set<String> rights, List<String> scopes) {
        Set<String> cut = grants.rights(scopes);
        cut.retainAll(rights);
        return cut;
    }

    /** What a scope allows, for people. */
    public String text(String scope) {
        return grants.text(scope);
    }
}
