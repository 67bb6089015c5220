package scriptorium.auth.store;

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

/** Changes of accounts in the words of Wikimedia's stream of recent changes. */
@ApplicationScoped
class AccountNews {

    private final SiteConfig site;

    AccountNews(SiteConfig site) {
        this.site = site;
    }

    ObjectNode logged(LogEntry log, RecentChange change) {
        String domain = Optional.ofNullable(URI.create(site.server()).getHost()).orElse("localhost");
        String address = site.server() + site.articlePath().replace("$1", "User:" + URLEncoder.encode(log.title().replace(' ', '_'), StandardCharsets.UTF_8));
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("$schema", "/mediawiki/recentchange/1.0.0");
        ObjectNode meta = event.putObject("meta");
        meta.put("stream", Topics.RECENT_CHANGE);
        meta.put("id", UUID.randomUUID().toString());
        meta.put("dt", log.timestamp());
        meta.put("domain", domain);
        meta.put("uri", address);
        event.put("id", change.id());
        event.put("type", "log");
        event.put("namespace", log.namespace());
        event.put("title", "User:" + log.title());
        event.put("title_url", address);
        event.put("comment", log.comment());
        event.put("timestamp", Instant.parse(log.timestamp()).getEpochSecond());
        event.put("user", log.userName());
        event.put("bot", change.bot());
        event.put("log_id", log.id());
        event.put("log_type", log.type());
        event.put("log_action", log.action());
        event.set("log_params", log.params());
        event.put("log_action_comment", log.comment());
        event.put("server_url", site.server());
        event.put("server_name", domain);
        event.put("server_script_path", site.scriptPath());
        event.put("wiki", site.wikiId());
        event.put("parsedcomment", html(log.comment()));
        return event;
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
