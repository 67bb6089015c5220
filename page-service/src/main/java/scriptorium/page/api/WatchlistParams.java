package scriptorium.page.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Expiry;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.edit.Watching;

/** What modules that change pages let their callers say of the watch list. {@code watchlistexpiry} is there when the wiki lets watched pages expire. */
record WatchlistParams(Param<String> watchlist, Optional<Param<Optional<Expiry>>> expiry) {

    private static final Duration LONGEST = Duration.ofDays(365);

    static WatchlistParams declare(Params params) {
        return new WatchlistParams(params.choice("watchlist", "watch", "unwatch", "preferences", "nochange").orElse("preferences"),
                expiry(params, "watchlistexpiry"));
    }

    static Optional<Param<Optional<Expiry>>> expiry(Params params, String name) {
        boolean expires = ConfigProvider.getConfig().getOptionalValue("scriptorium.site.options.WatchlistExpiry", Boolean.class).orElse(false);
        return expires ? Optional.of(params.expiry(name).optional()) : Optional.empty();
    }

    Watching.Wish wish(ModuleRun run) {
        return wish(run, run.get(watchlist));
    }

    /** With the old flags, which beat the parameter. */
    Watching.Wish wish(ModuleRun run, boolean watch, boolean unwatch) {
        return wish(run, watch ? "watch" : unwatch ? "unwatch" : run.get(watchlist));
    }

    private Watching.Wish wish(ModuleRun run, String what) {
        return new Watching.Wish(what, expiry.flatMap(param -> bounded(run, param)));
    }

    /** Refused when it is over; a year at the most. */
    static Optional<Expiry> bounded(ModuleRun run, Param<Optional<Expiry>> param) {
        Optional<Expiry> wanted = run.get(param);
        Optional<Instant> at = wanted.flatMap(Expiry::at);
        if (at.isEmpty()) {
            return wanted;
        }
        String text = run.raw().values().getOrDefault(param.name(), "");
        if (at.get().isBefore(run.now())) {
            throw ApiException.of("badexpiry-past", "paramvalidator-badexpiry-past", Arg.plain(param.name()), Arg.plain(text));
        }
        if (at.get().isAfter(run.now().plus(LONGEST))) {
            run.warn(Msg.of("paramvalidator-badexpiry-duration-max", "paramvalidator-badexpiry-duration-max", Arg.plain(param.name()), Arg.plain(text),
                    Arg.raw("1 year")));
            return Optional.of(Expiry.at(run.now().plus(LONGEST)));
        }
        return wanted;
    }
}
