package scriptorium.auth.oauth.web;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import scriptorium.auth.model.Account;
import scriptorium.auth.oauth.RegisterClient;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.web.Form;

/** What a client is to be like, in MediaWiki's names or those of RFC 7591. */
record ClientMetadata(JsonObject fields) {

    static ClientMetadata json(String body) {
        try {
            return new ClientMetadata(body.isBlank() ? new JsonObject() : new JsonObject(body));
        } catch (DecodeException e) {
            throw new Refused(OAuthError.INVALID_REQUEST, "The body is not a JSON object.");
        }
    }

    /** A form, where lists are written with {@code |} or blanks between. */
    static ClientMetadata form(Form form) {
        JsonObject fields = new JsonObject();
        form.fields().forEach(fields::put);
        return new ClientMetadata(fields);
    }

    RegisterClient.Command command(Account owner, Instant now) {
        if (flag(false, "callback_is_prefix")) {
            throw new Refused(OAuthError.INVALID_REDIRECT_URI, "callback_is_prefix is not offered: redirect addresses are compared as a whole.");
        }
        String name = text("", "name", "client_name");
        boolean secret = !text("", "token_endpoint_auth_method").equals("none");
        return new RegisterClient.Command(owner, name, text("1.0", "version", "software_version"), text(name, "description"), text(owner.email(), "email"),
                list(List.of(), "redirect_uris", "callback_urls", "callback_url", "callback_uri"), flag(secret, "is_confidential", "confidential"),
                flag(false, "owner_only", "is_owner_only", "ownerOnly"), list(List.of("authorization_code", "refresh_token"), "grant_types"),
                list(List.of("basic"), "scopes", "grants", "scope"), addresses(), now);
    }

    /** MediaWiki's {@code {"IPAddresses": [...]}}, or the list alone. */
    private List<String> addresses() {
        if (fields.getValue("restrictions") instanceof JsonObject object) {
            return new ClientMetadata(object).list(List.of(), "IPAddresses");
        }
        return list(List.of(), "restrictions");
    }

    private String text(String otherwise, String... names) {
        for (String name : names) {
            if (fields.getValue(name) instanceof String text) {
                return text;
            }
            if (fields.getValue(name) != null) {
                throw wrong(name, "a text");
            }
        }
        return otherwise;
    }

    private boolean flag(boolean otherwise, String... names) {
        for (String name : names) {
            Object value = fields.getValue(name);
            switch (value) {
                case null -> { }
                case Boolean flag -> {
                    return flag;
                }
                case Number number -> {
                    return number.intValue() != 0;
                }
                case String text -> {
                    return !text.isEmpty() && !text.equals("0") && !text.equals("false");
                }
                default -> throw wrong(name, "true or false");
            }
        }
        return otherwise;
    }

    private List<String> list(List<String> otherwise, String... names) {
        for (String name : names) {
            Object value = fields.getValue(name);
            switch (value) {
                case null -> { }
                case String text -> {
                    return text.isBlank() ? List.of() : List.of(text.strip().split("[ |\n]+"));
                }
                case JsonArray array -> {
                    return texts(name, array);
                }
                default -> throw wrong(name, "a list of texts");
            }
        }
        return otherwise;
    }

    private static List<String> texts(String name, JsonArray array) {
        List<String> texts = new ArrayList<>();
        for (Object value : array) {
            if (!(value instanceof String text)) {
                throw wrong(name, "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    private static Refused wrong(String name, String kind) {
        return new Refused(OAuthError.INVALID_CLIENT_METADATA, name + " must be " + kind + ".");
    }
}
