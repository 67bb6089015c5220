package scriptorium.host.site;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wiki as a whole; the same for all services. */
@ConfigMapping(prefix = "scriptorium.site")
public interface SiteConfig {

    /** Name of the wiki, also of its project namespace. */
    @WithDefault("Scriptorium")
    String name();

    /** Id of the wiki: prefix of cookies, {@code wikiid} of siteinfo, {@code wiki} in events. */
    @WithDefault("scriptoriumwiki")
    String wikiId();

    /** Public scheme, host and port, without trailing slash. */
    @WithDefault("http://127.0.0.1:8080")
    String server();

    @WithDefault("/wiki/$1")
    String articlePath();

    @WithDefault("/w")
    String scriptPath();

    /** Where files are served. */
    @WithDefault("/w/images")
    String uploadPath();

    @WithDefault("en")
    String language();

    @WithDefault("Main Page")
    String mainPage();

    /** Largest page text in KiB; beyond it an edit is refused with {@code contenttoobig}. */
    @WithDefault("2048")
    int maxArticleSizeKib();

    /** Largest upload in bytes. */
    @WithDefault("104857600")
    long maxUploadSize();

    /** File extensions that may be uploaded. */
    @WithDefault("png,gif,jpg,jpeg,webp,svg")
    List<String> fileExtensions();

    /** Origins that may call with credentials; {@code *.example.org} for all below. */
    Optional<List<String>> corsOrigins();

    /** Extra namespaces, and other names for those that every wiki has: number to name. */
    Map<String, String> extraNamespaces();

    /** Whether who edits without an account is given a temporary one, so that no address is shown. */
    @WithDefault("false")
    boolean temporaryAccounts();

    /** Whether modules in Lua run: the namespaces Module and Module talk, and {@code {{#invoke:}}}. */
    @WithDefault("true")
    boolean scripts();

    /** Interwiki prefixes: prefix to URL with {@code $1}. */
    Map<String, String> interwiki();

    /** Parser switches named as in MediaWiki without {@code $wg}. */
    Map<String, String> options();

    /** Whether the wiki refuses writes; the reason is told to clients. */
    Optional<String> readOnly();
}
