package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.auth.store.TalkSeen;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ModuleRun;

/** What the index knows of the caller: edits, changed watched pages, news on the talk page. */
@ApplicationScoped
class Contributions {

    private static final int MOST_UNREAD = 1000;

    private final SuiteCalls suite;
    private final TalkSeen seen;

    Contributions(SuiteCalls suite, TalkSeen seen) {
        this.suite = suite;
        this.seen = seen;
    }

    /** @param unread "1000+" for more than that */
    record Facts(long edits, Optional<String> latest, Object unread, boolean news) {
        static final Facts NONE = new Facts(0, Optional.empty(), 0L, false);
    }

    /** Asks in one request for what these properties need; nothing when they need nothing. */
    Uni<Facts> of(ModuleRun run, Set<String> props) {
        String name = run.caller().name();
        boolean named = !run.caller().anonymous();
        Map<String, String> asked = new LinkedHashMap<>();
        Set<String> lists = new java.util.LinkedHashSet<>();
        if (named && props.contains("editcount")) {
            lists.add("users");
            asked.putAll(Map.of("ususers", name, "usprop", "editcount"));
        }
        if (named && props.contains("latestcontrib")) {
            lists.add("usercontribs");
            asked.putAll(Map.of("ucuser", name, "ucprop", "timestamp", "uclimit", "1"));
        }
        if (named && props.contains("unreadcount") && run.caller().may("viewmywatchlist")) {
            lists.add("watchlistraw");
            asked.putAll(Map.of("wrshow", "changed", "wrlimit", run.caller().may("apihighlimits") ? String.valueOf(MOST_UNREAD) : "max"));
        }
        if (props.contains("hasmsg")) {
            asked.putAll(Map.of("prop", "revisions", "titles", "User talk:" + name, "rvprop", "timestamp|user", "rvlimit", "1"));
            if (named) {
                asked.put("rvexcludeuser", name);
            }
        }
        if (asked.isEmpty()) {
            return Uni.createFrom().item(Facts.NONE);
        }
        asked.put("action", "query");
        if (!lists.isEmpty()) {
            asked.put("list", String.join("|", lists));
        }
        return suite.answer(run, asked).chain(answer -> news(run, answer, props).map(news -> facts(answer, news)));
    }

    private Uni<Boolean> news(ModuleRun run, Result.Tree answer, Set<String> props) {
        Optional<Instant> last = query(answer).get("pages") instanceof Result.Keyed pages
                ? pages.values().values().stream().findFirst().flatMap(page -> first(page, "revisions")).map(row -> text(row, "timestamp")).flatMap(Timestamps::parse)
                : Optional.empty();
        return props.contains("hasmsg") && last.isPresent()
                ? seen.of(run.caller().name()).map(at -> at.isEmpty() || last.get().isAfter(at.get()))
                : Uni.createFrom().item(false);
    }

    private static Facts facts(Result.Tree answer, boolean news) {
        Result.Tree query = query(answer);
        long edits = first(query, "users").map(row -> row.get("editcount")).filter(Number.class::isInstance).map(n -> ((Number) n).longValue()).orElse(0L);
        Optional<String> latest = first(query, "usercontribs").map(row -> text(row, "timestamp"));
        int unread = answer.get("watchlistraw") instanceof Result.Items rows ? rows.values().size() : 0;
        return new Facts(edits, latest, unread >= MOST_UNREAD ? (Object) (MOST_UNREAD + "+") : (Object) (long) unread, news);
    }

    private static Result.Tree query(Result.Tree answer) {
        return answer.get("query") instanceof Result.Tree query ? query : Result.tree();
    }

    private static Optional<Result.Tree> first(Object tree, String list) {
        List<?> rows = tree instanceof Result.Tree t && t.get(list) instanceof Result.Items items ? items.values() : List.of();
        return rows.stream().findFirst().filter(Result.Tree.class::isInstance).map(Result.Tree.class::cast);
    }

    private static String text(Result.Tree row, String field) {
        return String.valueOf(row.get(field));
    }
}
