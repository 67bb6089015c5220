package scriptorium.query.api;

import java.util.Optional;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.param.Param;
import scriptorium.query.frame.QueryRun;

/** Whose watch list is asked for: the caller's own. Others' lists need their secret token, which this service does not know. */
final class WatchOwner {

    private WatchOwner() {}

    static long of(QueryRun run, Param<Optional<String>> owner, Param<Optional<String>> token) {
        if (run.get(owner).isPresent() && run.get(token).isPresent()) {
            String secret = run.caller().options().getOrDefault("watchlisttoken", "");
            if (!run.get(owner).get().equals(run.caller().name()) || secret.isEmpty() || !secret.equals(run.get(token).get())) {
                throw ApiException.of("bad_wltoken", "apierror-bad-watchlist-token");
            }
            return run.caller().userId();
        }
        if (run.caller().anonymous()) {
            throw ApiException.of("notloggedin", "watchlistanontext");
        }
        if (!run.caller().may("viewmywatchlist")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.raw("view your watchlist"));
        }
        return run.caller().userId();
    }
}
