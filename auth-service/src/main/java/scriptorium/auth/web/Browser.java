package scriptorium.auth.web;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import scriptorium.auth.model.Account;
import scriptorium.auth.model.Session;
import scriptorium.auth.session.OpenSession;
import scriptorium.auth.store.Accounts;
import scriptorium.contract.call.SetCookie;
import scriptorium.host.site.SiteConfig;

/** A person's browser: the session and account that its cookies lead to, and the cookies that it is given. */
@ApplicationScoped
public class Browser {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final OpenSession sessions;
    private final Accounts accounts;
    private final SiteConfig site;

    Browser(OpenSession sessions, Accounts accounts, SiteConfig site) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.site = site;
    }

    /**
     * Who is there.
     *
     * @param account of a main login; a session of a bot password is nobody here
     */
    public record Visitor(Optional<Session> session, Optional<Account> account) {}

    public Uni<Visitor> visitor(String cookieHeader, Instant now) {
        return sessions.find(cookies(cookieHeader), now).chain(session -> {
            boolean person = session.isPresent() && session.get().accountId().isPresent() && session.get().botApp().isEmpty();
            return person
                    ? accounts.byId(session.get().accountId().getAsLong()).map(account -> new Visitor(session, account))
                    : Uni.createFrom().item(new Visitor(session.filter(some -> some.accountId().isEmpty()), Optional.empty()));
        });
    }

    private Map<String, String> cookies(String header) {
        Map<String, String> cookies = new LinkedHashMap<>();
        for (String pair : header.split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.strip().startsWith(site.wikiId())) {
                cookies.put(pair.substring(0, equals).strip(), decoded(pair.substring(equals + 1).strip()));
            }
        }
        return cookies;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return value;
        }
    }

    /** Gives the browser a cookie. */
    public void set(Response.ResponseBuilder response, SetCookie cookie, Instant now) {
        StringBuilder header = new StringBuilder().append(cookie.prefixed() ? site.wikiId() : "").append(cookie.name()).append('=')
                .append(URLEncoder.encode(cookie.value(), StandardCharsets.UTF_8));
        if (cookie.maxAge() > 0) {
            header.append("; expires=").append(DATE.format(now.plusSeconds(cookie.maxAge()))).append("; Max-Age=").append(cookie.maxAge());
        }
        boolean elsewhere = !site.corsOrigins().orElse(List.of()).isEmpty();
        response.header("Set-Cookie", header.append(SetCookie.attributes(site.server().startsWith("https:"), elsewhere)).toString());
    }
}
