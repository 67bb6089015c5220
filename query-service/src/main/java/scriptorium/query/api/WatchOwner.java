package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.param.Param;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.index.Index;

/** Whose watch list is asked for: the caller's own. Others' lists need their secret token, which this service does not know. */
@ApplicationScoped
class WatchOwner {

    private final Index index;

    WatchOwner(Index index) {
        this.index = index;
    }

    /** The user's id. */
    Uni<Long> of(QueryRun run, Param<Optional<String>> owner, Param<Optional<String>> token) {
        if (run.get(owner).isPresent() && run.get(token).isPresent()) {
            return byToken(run, run.get(owner).get(), run.get(token).get());
        }
        if (run.caller().anonymous()) {
            throw ApiException.of("notloggedin", "watchlistanontext");
        }
        if (!run.caller().may("viewmywatchlist")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.action("viewmywatchlist"));
        }
        return Uni.createFrom().item(run.caller().userId());
    }

    private Uni<Long> byToken(QueryRun run, String owner, String token) {
        return index.rows("SELECT id FROM account WHERE name = $1", owner).map(rows -> {
            if (rows.isEmpty()) {
                throw ApiException.of("bad_wlowner", "nosuchusershort", Arg.raw(owner));
            }
            String secret = run.caller().options().getOrDefault("watchlisttoken", "");
            if (rows.getFirst().getLong(0) != run.caller().userId() || secret.isEmpty() || !secret.equals(token)) {
                throw ApiException.of("bad_wltoken", "apierror-bad-watchlist-token");
            }
            return run.caller().userId();
        });
    }
}
