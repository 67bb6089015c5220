package scriptorium.router.wiki;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scriptorium.router.request.Cookies;
import scriptorium.router.request.RequestParams;
import scriptorium.router.wiki.WikiRoutes.Reply;

/** {@code action=raw}: a page's text alone. */
@ApplicationScoped
class RawText {

    private static final List<String> TYPES = List.of("text/x-wiki", "text/javascript", "text/css", "application/json");

    private final PageCalls calls;

    RawText(PageCalls calls) {
        this.calls = calls;
    }

    Future<Reply> show(HttpServerRequest request, String title, RequestParams params) {
        Map<String, String> asked = new LinkedHashMap<>(Map.of("prop", "revisions", "rvprop", "content|timestamp", "rvslots", "main"));
        String oldId = params.get("oldid", "");
        if (oldId.matches("[1-9]\\d{0,14}")) {
            asked.put("revids", oldId);
        } else if (params.get("curid", "").matches("[1-9]\\d{0,14}")) {
            asked.put("pageids", params.get("curid", ""));
        } else {
            asked.put("titles", title);
        }
        if (params.has("section")) {
            asked.put("rvsection", params.get("section", ""));
        }
        return calls.ask(request, "query", asked).map(answer -> {
            Optional<?> revision = Values.first(answer.result, "query", "pages").flatMap(page -> Values.first(page, "revisions"));
            Optional<String> text = revision.flatMap(Values::content);
            String wanted = params.get("ctype", "");
            String type = TYPES.contains(wanted) ? wanted : TYPES.getFirst();
            Map<String, String> headers = new LinkedHashMap<>();
            boolean style = type.equals("text/css") || type.equals("text/javascript");
            headers.put("Cache-Control", request.headers().contains("Cookie")
                    ? "private, must-revalidate, max-age=0"
                    : "public, s-maxage=" + number(params.get("smaxage", ""), style ? 300 : 0) + ", max-age=" + number(params.get("maxage", ""), 18000));
            revision.flatMap(found -> httpDate(Values.text(found, "timestamp"))).ifPresent(date -> headers.put("Last-Modified", date));
            return new Reply(text.isPresent() || style ? 200 : 404, type + "; charset=UTF-8", headers, text.orElse(""));
        });
    }

    private static int number(String text, int fallback) {
        return text.matches("\\d{1,8}") ? Integer.parseInt(text) : fallback;
    }

    private static Optional<String> httpDate(String iso) {
        try {
            return Optional.of(Cookies.httpDate(Instant.parse(iso)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
