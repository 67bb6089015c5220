package scriptorium.router;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import scriptorium.host.site.SiteConfig;

/** A wiki's configuration for tests. */
public record Site(String server) implements SiteConfig {

    public static SiteConfig at(String server) {
        return new Site(server);
    }

    @Override public String name() { return "Test wiki"; }

    @Override public String wikiId() { return "testwiki"; }

    @Override public String articlePath() { return "/wiki/$1"; }

    @Override public String scriptPath() { return "/w"; }

    @Override public String uploadPath() { return "/w/images"; }

    @Override public String language() { return "en"; }

    @Override public String mainPage() { return "Main Page"; }

    @Override public int maxArticleSizeKib() { return 2048; }

    @Override public long maxUploadSize() { return 1000; }

    @Override public List<String> fileExtensions() { return List.of("png"); }

    @Override public Optional<List<String>> corsOrigins() { return Optional.of(List.of("trusted.example")); }

    @Override public boolean temporaryAccounts() {
        return false;
    }

    @Override
    public boolean scripts() {
        return true;
    }

    @Override public Map<String, String> extraNamespaces() { return Map.of(); }

    @Override public Map<String, String> interwiki() { return Map.of(); }

    @Override public Map<String, String> options() { return Map.of(); }

    @Override public Optional<String> readOnly() { return Optional.empty(); }
}
