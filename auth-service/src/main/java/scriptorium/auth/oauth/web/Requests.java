package scriptorium.auth.oauth.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import scriptorium.auth.oauth.AuthenticateClient;
import scriptorium.auth.oauth.OAuthConfig;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.web.Form;

/** Reads requests of clients, within bounds. */
@ApplicationScoped
class Requests {

    private final OAuthConfig config;

    Requests(OAuthConfig config) {
        this.config = config;
    }

    /** The fields of a form; each at most once, as RFC 6749 wants it. */
    Form form(String text) {
        if (text.length() > config.maxRequest()) {
            throw new Refused(OAuthError.TOO_LARGE, "The request is too large.");
        }
        Form form = Form.of(text);
        if (form.broken()) {
            throw new Refused(OAuthError.INVALID_REQUEST, "The request is not a form in UTF-8.");
        }
        if (!form.repeated().isEmpty()) {
            throw new Refused(OAuthError.INVALID_REQUEST, "A parameter is given more than once.");
        }
        if (form.fields().values().stream().anyMatch(value -> value.length() > config.maxParameter())) {
            throw new Refused(OAuthError.INVALID_REQUEST, "A parameter is too long.");
        }
        return form;
    }

    /** What a client shows of itself: in the header or in the form, never in both. */
    AuthenticateClient.Shown client(Optional<String> authorization, Form form, String ip) {
        boolean basic = authorization.isPresent() && authorization.get().regionMatches(true, 0, "basic ", 0, 6);
        if (!basic) {
            return new AuthenticateClient.Shown(form.get("client_id"), form.get("client_secret"), ip);
        }
        if (form.has("client_secret")) {
            throw new Refused(OAuthError.INVALID_REQUEST, "The client's secret is given in the header and in the form.");
        }
        String[] pair;
        try {
            pair = new String(Base64.getDecoder().decode(authorization.get().substring(6).strip()), StandardCharsets.UTF_8).split(":", 2);
            pair = pair.length < 2 ? new String[] {"", ""} : new String[] {decoded(pair[0]), decoded(pair[1])};
        } catch (IllegalArgumentException bad) {
            throw new Refused(OAuthError.INVALID_CLIENT, "The header Authorization cannot be read.");
        }
        if (form.has("client_id") && !form.get("client_id").equals(pair[0])) {
            throw new Refused(OAuthError.INVALID_REQUEST, "client_id is another one than in the header.");
        }
        return new AuthenticateClient.Shown(pair[0], pair[1], ip);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
