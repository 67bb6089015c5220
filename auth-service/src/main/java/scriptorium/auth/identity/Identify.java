package scriptorium.auth.identity;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import scriptorium.auth.block.Autoblock;
import scriptorium.auth.account.TemporaryAccounts;
import scriptorium.auth.model.Account;
import scriptorium.auth.model.Session;
import scriptorium.auth.oauth.BearerIdentity;
import scriptorium.auth.oauth.Scopes;
import scriptorium.auth.oauth.Secrets;
import scriptorium.auth.oauth.model.Approval;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.rights.Groups;
import scriptorium.auth.session.OpenSession;
import scriptorium.auth.session.SessionConfig;
import scriptorium.auth.store.Accounts;
import scriptorium.auth.store.BotPasswords;
import scriptorium.contract.call.SetCookie;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.CallerJson;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.host.identity.IdentityVerifier;
import scriptorium.host.site.SiteConfig;

/** Turns a client's cookies into a signed identity. */
@ApplicationScoped
public class Identify {

    private final OpenSession sessions;
    private final Accounts accounts;
    private final Groups groups;
    private final SigningKeys keys;
    private final SessionConfig config;
    private final SiteConfig site;
    private final BearerIdentity bearers;
    private final Scopes scopes;
    private final Autoblock autoblock;
    private final BotPasswords bots;
    private final TemporaryAccounts temporary;

    Identify(
            OpenSession sessions,
            Accounts accounts,
            Groups groups,
            SigningKeys keys,
            SessionConfig config,
            SiteConfig site,
            BearerIdentity bearers,
            Scopes scopes,
            Autoblock autoblock,
            BotPasswords bots,
            TemporaryAccounts temporary) {
        this.temporary = temporary;
        this.bots = bots;
        this.autoblock = autoblock;
        this.sessions = sessions;
        this.accounts = accounts;
        this.groups = groups;
        this.keys = keys;
        this.config = config;
        this.site = site;
        this.bearers = bearers;
        this.scopes = scopes;
    }

    /**
     * Who is calling.
     *
     * @param cacheKey under which the router may keep it
     * @param error why the credentials are refused, if they are
     */
    public record Identified(String token, Caller caller, List<SetCookie> cookies, String cacheKey, Optional<Msg> error) {}

    /** With a bearer token the cookies mean nothing, and none is set. */
    public Uni<Identified> execute(Map<String, String> cookies, String authorization, String ip, Instant now) {
        return BearerIdentity.speaks(authorization) ? byBearer(authorization, ip, now) : byCookies(cookies, ip, now);
    }

    private Uni<Identified> byBearer(String authorization, String ip, Instant now) {
        return bearer(authorization, ip, now)
                .map(named -> signed(named.caller(), List.of(), now))
                .onFailure(Refused.class).recoverWithItem(refused -> new Identified("", anonymous(ip), List.of(), "", Optional.of(
                        Msg.of("mwoauth-invalid-authorization", "apierror-mwoauth-invalid-authorization", Arg.raw(refused.getMessage())))));
    }

    /** The user of a bearer token, with the rights that its grants leave. */
    public record Named(BearerIdentity.Bearer bearer, Caller caller) {}

    /** Fails with {@link Refused}. */
    public Uni<Named> bearer(String authorization, String ip, Instant now) {
        return bearers.of(authorization, ip, now).chain(bearer -> {
            Approval approval = bearer.token().stored().approval();
            Session session = new Session(Secrets.hash(approval.sessionId()), OptionalLong.of(approval.accountId()), approval.tokenKey(),
                    bearer.token().stored().expiresAt(), "");
            return blocked(limited(caller(bearer.account(), session, ip, now), approval.sessionId(), bearer.scopes()), now)
                    .map(caller -> new Named(bearer, caller));
        });
    }

    private Caller limited(Caller all, String sessionId, List<String> granted) {
        return new Caller(all.userId(), all.name(), false, all.temporary(), all.ip(), all.groups(), scopes.cut(all.rights(), granted), all.block(),
                all.tokenKey(), sessionId, all.options(), all.registration());
    }

    private Uni<Identified> byCookies(Map<String, String> cookies, String ip, Instant now) {
        return sessions.find(cookies, now).chain(session -> {
            if (session.isPresent() && session.get().accountId().isPresent()) {
                return accounts.byId(session.get().accountId().getAsLong()).map(account -> account.filter(a -> temporary.alive(a, now))).chain(account -> account.isPresent()
                        ? inSession(account.get(), session.get(), ip, now)
                        : identified(anonymous(ip), List.of(), now));
            }
            return remembered(cookies).map(account -> account.filter(a -> temporary.alive(a, now))).chain(account -> account.isPresent()
                    ? sessions.of(account.get(), now)
                            .chain(opened -> identified(caller(account.get(), opened.session(), ip, now), List.of(opened.cookie()), now))
                    : identified(anonymous(ip), List.of(), now));
        });
    }

    /** Makes a temporary account for who has none, and a session of it. */
    public Uni<Identified> temporarily(Map<String, String> cookies, String ip, Instant now) {
        return sessions.find(cookies, now).chain(session -> temporary.make(session, ip, now)
                .chain(account -> session.map(before -> sessions.insteadOf(before, account, "", now)).orElseGet(() -> sessions.of(account, now)).chain(opened -> {
                    List<SetCookie> all = new ArrayList<>(List.of(opened.cookie()));
                    all.addAll(sessions.accountCookies(account, true));
                    return identified(caller(account, opened.session(), ip, now), all, now);
                })));
    }

    private Uni<Identified> inSession(Account account, Session session, String ip, Instant now) {
        return sessions.renew(session, now).chain(renewed -> member(account, renewed.map(OpenSession.Opened::session).orElse(session), ip, now)
                .chain(caller -> identified(caller, renewed.map(OpenSession.Opened::cookie).stream().toList(), now)));
    }

    /** Who came by a bot password may do what its grants leave; nobody is it that was taken away. */
    private Uni<Caller> member(Account account, Session session, String ip, Instant now) {
        Caller all = caller(account, session, ip, now);
        return session.botApp().isEmpty()
                ? Uni.createFrom().item(all)
                : bots.find(account.id(), session.botApp()).map(bot -> bot.map(b -> limited(all, all.sessionId(), b.grants())).orElseGet(() -> anonymous(ip)));
    }

    /** The account that the cookies of an earlier login name, when its token is right. */
    private Uni<Optional<Account>> remembered(Map<String, String> cookies) {
        String id = cookies.getOrDefault(site.wikiId() + "UserID", "");
        String token = cookies.getOrDefault(site.wikiId() + "Token", "");
        if (!id.matches("[1-9]\\d{0,17}") || token.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return accounts.byId(Long.parseLong(id)).map(account -> account.filter(a ->
                MessageDigest.isEqual(a.token().getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))));
    }

    public Caller anonymous(String ip) {
        return new Caller(0, ip, true, false, ip, Set.of("*"), groups.rights(List.of("*")), Optional.empty(), "", "", Map.of(), "");
    }

    public Caller caller(Account account, Session session, String ip, Instant now) {
        List<String> member = groups.effective(account, now);
        return new Caller(account.id(), account.name(), false, account.temporary(), ip, new java.util.LinkedHashSet<>(member), groups.rights(member),
                Optional.empty(), session.tokenKey(), OpenSession.publicId(session), account.options(), Timestamps.iso(account.registeredAt()));
    }

    /** A signed identity for what the suite itself does in the name of an account that is in no session: good for this request alone. */
    public Identified inName(Account account, String ip, Instant now) {
        String key = Secrets.token();
        return signed(caller(account, new Session(Secrets.hash(key), OptionalLong.of(account.id()), key, now.plus(config.identity()), ""), ip, now), List.of(), now);
    }

    private Uni<Identified> identified(Caller caller, List<SetCookie> cookies, Instant now) {
        return blocked(caller, now).map(known -> signed(known, cookies, now));
    }

    private Uni<Caller> blocked(Caller caller, Instant now) {
        return autoblock.inForce(caller.userId(), caller.ip(), caller.may("ipblock-exempt"), now)
                .map(block -> block.map(b -> caller.blocked(b.info())).orElse(caller));
    }

    private Identified signed(Caller caller, List<SetCookie> cookies, Instant now) {
        var claim = Json.createReader(new StringReader(CallerJson.write(caller).toString())).readObject();
        SigningKeys.Signer signer = keys.signer(now);
        String token = Jwt.issuer(IdentityVerifier.ISSUER)
                .subject(String.valueOf(caller.userId()))
                .issuedAt(now)
                .expiresAt(now.plus(config.identity()))
                .claim("caller", claim)
                .jws()
                .keyId(signer.keyId())
                .algorithm(io.smallrye.jwt.algorithm.SignatureAlgorithm.ES256)
                .sign(signer.key());
        return new Identified(token, caller, cookies, caller.anonymous() ? "anon:" + caller.ip() : "sid:" + caller.sessionId(),
                Optional.empty());
    }
}
