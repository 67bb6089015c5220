package scriptorium.auth.session;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import scriptorium.auth.model.Account;
import scriptorium.auth.model.Session;
import scriptorium.auth.store.Sessions;
import scriptorium.contract.call.SetCookie;
import scriptorium.host.site.SiteConfig;

/** Opens and finds sessions. Ids are random, told to the client once, and kept only as a hash. */
@ApplicationScoped
public class OpenSession {

    public static final String COOKIE = "_session";
    public static final String BOT_COOKIE = "_BPsession";

    private static final char[] ALPHABET = "0123456789abcdefghijklmnopqrstuv".toCharArray();

    private final Sessions sessions;
    private final SessionConfig config;
    private final SiteConfig site;
    private final SecureRandom random = new SecureRandom();

    OpenSession(Sessions sessions, SessionConfig config, SiteConfig site) {
        this.sessions = sessions;
        this.config = config;
        this.site = site;
    }

    /** A session that has just been opened, and the cookie that carries it. */
    public record Opened(Session session, String id, SetCookie cookie) {}

    /** The session that a client's cookies lead to. */
    public Uni<Optional<Session>> find(Map<String, String> cookies, Instant now) {
        String id = cookies.getOrDefault(site.wikiId() + BOT_COOKIE, cookies.getOrDefault(site.wikiId() + COOKIE, ""));
        return id.length() < 16 || id.length() > 128
                ? Uni.createFrom().item(Optional.empty())
                : sessions.find(hash(id), now, now.minus(config.idle())).call(found -> touch(found, now));
    }

    /** Notes the use of a session, but not each one: a twentieth of the time that it may rest is exact enough. */
    private Uni<Void> touch(Optional<Session> found, Instant now) {
        return found.filter(session -> session.usedAt().isBefore(now.minus(config.idle().dividedBy(20))))
                .map(session -> sessions.touch(session.idHash(), now)).orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Gives a session a new id when that is due; empty when it is not, or when another request has just done it. */
    public Uni<Optional<Opened>> renew(Session session, Instant now) {
        if (!session.renewalDue()) {
            return Uni.createFrom().item(Optional.empty());
        }
        String id = randomId();
        Session renewed = new Session(hash(id), session.accountId(), session.tokenKey(), session.expiresAt(), session.botApp());
        return sessions.renew(session, renewed, now.plus(config.renewal()), now)
                .map(done -> done ? Optional.of(new Opened(renewed, id, cookie(id, session.botApp()))) : Optional.empty());
    }

    private static SetCookie cookie(String id, String botApp) {
        return new SetCookie(botApp.isEmpty() ? COOKIE : BOT_COOKIE, id, -1, true);
    }

    /** A session without an account, for tokens that come before a login. */
    public Uni<Opened> anonymous(Instant now) {
        Opened opened = opened(OptionalLong.empty(), "", now.plus(config.anonymousLifetime()));
        return sessions.add(opened.session(), now).replaceWith(opened);
    }

    /** A new session of an account: always with a new id. */
    public Uni<Opened> of(Account account, Instant now) {
        Opened opened = opened(OptionalLong.of(account.id()), "", now.plus(config.lifetime()));
        return sessions.add(opened.session(), now).replaceWith(opened);
    }

    /** The same in place of the session that the client had before. */
    public Uni<Opened> insteadOf(Session before, Account account, String botApp, Instant now) {
        Opened opened = opened(OptionalLong.of(account.id()), botApp, now.plus(config.lifetime()));
        return sessions.replace(before, opened.session(), now).replaceWith(opened);
    }

    private Opened opened(OptionalLong account, String botApp, Instant expires) {
        String id = randomId();
        return new Opened(new Session(hash(id), account, randomId(), expires, botApp), id, cookie(id, botApp));
    }

    /** Sets the name of a temporary account aside for a session. */
    public Uni<Void> reserve(Session session, String name) {
        return sessions.reserve(session.idHash(), name);
    }

    /** Ends a session. */
    public Uni<Void> close(Session session) {
        return sessions.end(session);
    }

    /** Cookies of a main login besides the session's. */
    public List<SetCookie> accountCookies(Account account, boolean remember) {
        long seconds = remember ? config.remember().toSeconds() : config.lifetime().toSeconds();
        List<SetCookie> cookies = new java.util.ArrayList<>(List.of(
                new SetCookie("UserID", String.valueOf(account.id()), seconds, true), new SetCookie("UserName", account.name(), seconds, true)));
        if (remember) {
            cookies.add(rememberCookie(account.token()));
        }
        return cookies;
    }

    /** The cookie that keeps a client logged in. */
    public SetCookie rememberCookie(String token) {
        return new SetCookie("Token", token, config.remember().toSeconds(), true);
    }

    /** What names a session where its id must not be. */
    public static String publicId(Session session) {
        return session.idHash().substring(0, 32);
    }

    /** 32 characters, 160 bits of chance. */
    public String randomId() {
        char[] id = new char[32];
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        for (int i = 0; i < id.length; i++) {
            id[i] = ALPHABET[bytes[i] & 31];
        }
        return new String(id);
    }

    static String hash(String id) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
