package scriptorium.host.outbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.event.Topics;
import scriptorium.host.site.SiteConfig;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Title;

/** What all events of the public streams have in common, and changes in the words of Wikimedia's stream of recent changes (schema {@code mediawiki/recentchange/1.0.0}). */
@ApplicationScoped
public class ChangeNews {

    private final SiteConfig site;
    private final WikitextEngine engine;
    private final String domain;

    ChangeNews(SiteConfig site, WikitextEngine engine) {
        this.site = site;
        this.engine = engine;
        domain = Optional.ofNullable(URI.create(site.server()).getHost()).orElse("localhost");
    }

    /** @param requestId empty when no request made the change */
    public ObjectNode meta(String stream, Title of, String time, String requestId) {
        ObjectNode meta = JsonNodeFactory.instance.objectNode();
        meta.put("stream", stream);
        meta.put("id", UUID.randomUUID().toString());
        meta.put("dt", time);
        meta.put("domain", domain);
        meta.put("uri", address(of));
        if (!requestId.isEmpty()) {
            meta.put("request_id", requestId);
        }
        return meta;
    }

    private String address(Title title) {
        String key = engine.fullText(title).replace(' ', '_');
        return site.server() + site.articlePath().replace("$1", URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/").replace("%3A", ":"));
    }

    /** A change; what it is about in particular is still to be added. */
    public ObjectNode change(RecentChange change, Title title, String comment, String time, String user, String requestId) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("$schema", "/mediawiki/recentchange/1.0.0");
        event.set("meta", meta(Topics.RECENT_CHANGE, title, time, requestId));
        event.put("id", change.id());
        event.put("type", change.type());
        event.put("namespace", title.namespace());
        event.put("title", engine.fullText(title));
        event.put("title_url", address(title));
        event.put("comment", comment);
        event.put("timestamp", Instant.parse(time).getEpochSecond());
        event.put("user", user);
        event.put("bot", change.bot());
        event.put("server_url", site.server());
        event.put("server_name", domain);
        event.put("server_script_path", site.scriptPath());
        event.put("wiki", site.wikiId());
        event.put("parsedcomment", engine.summaryHtml(comment, Optional.of(title), WikiSource.EMPTY));
        return event;
    }

    /** A change that stands in a log. */
    public ObjectNode logged(LogEntry log, RecentChange change, String requestId) {
        ObjectNode event = change(change, Title.of(log.namespace(), log.title()), log.comment(), log.timestamp(), log.userName(), requestId);
        event.put("log_id", log.id());
        event.put("log_type", log.type());
        event.put("log_action", log.action());
        event.set("log_params", log.params());
        event.put("log_action_comment", log.comment());
        return event;
    }
}
