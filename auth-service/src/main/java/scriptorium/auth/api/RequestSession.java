package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import scriptorium.auth.model.Session;
import scriptorium.auth.oauth.Secrets;
import scriptorium.auth.oauth.model.Approval;
import scriptorium.auth.session.OpenSession;
import scriptorium.contract.call.SetCookie;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.EditTokens;
import scriptorium.host.module.ModuleRun;

/** The session of a request, for modules whose tokens exist before anybody is logged in. */
@ApplicationScoped
class RequestSession {

    private final OpenSession sessions;

    RequestSession(OpenSession sessions) {
        this.sessions = sessions;
    }

    /** With a bearer token the session is the client's, whatever cookies say. */
    Uni<Optional<Session>> find(ModuleRun run) {
        Caller caller = run.caller();
        if (Approval.ofClient(caller)) {
            return Uni.createFrom().item(Optional.of(new Session(Secrets.hash(caller.sessionId()), OptionalLong.of(caller.userId()), caller.tokenKey(),
                    Instant.MAX, "")));
        }
        return sessions.find(run.call().cookies(), run.now());
    }

    /** The session, opened (and its cookie set) when there is none. */
    Uni<Session> ensure(ModuleRun run) {
        return find(run).chain(session -> session.isPresent()
                ? Uni.createFrom().item(session.get())
                : sessions.anonymous(run.now()).map(opened -> {
                    run.answer().cookies.add(opened.cookie());
                    return opened.session();
                }));
    }

    /** Logs the caller out. */
    Uni<Void> end(ModuleRun run) {
        return find(run).chain(session -> session.map(sessions::close).orElseGet(() -> Uni.createFrom().voidItem())).invoke(() -> {
            for (String cookie : new String[] {OpenSession.COOKIE, OpenSession.BOT_COOKIE, "UserID", "Token"}) {
                run.answer().cookies.add(new SetCookie(cookie, "", 0, true));
            }
            run.answer().staleIdentities.add("sid:" + run.caller().sessionId());
        });
    }

    /** Whether the credentials themselves say who calls, so that nobody can log in with them as another: a bot password, a client of OAuth. */
    static boolean fixed(ModuleRun run, Optional<Session> session) {
        return Approval.ofClient(run.caller()) || session.isPresent() && !session.get().botApp().isEmpty();
    }

    static boolean tokenFits(Optional<Session> session, String type, String token) {
        return session.isPresent() && EditTokens.check(session.get().tokenKey(), type, token).isPresent();
    }
}
