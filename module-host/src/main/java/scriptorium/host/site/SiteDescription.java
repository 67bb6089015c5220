package scriptorium.host.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import scriptorium.wikitext.api.InterwikiPrefix;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.LocalNamespaces;
import scriptorium.wikitext.title.Namespace;

/** The wiki's description for the wikitext engine, made from the configuration. */
public final class SiteDescription {

    private SiteDescription() {}

    public static WikiSite of(SiteConfig config) {
        List<Namespace> namespaces = new ArrayList<>(LocalNamespaces.of(config.language(), DefaultNamespaces.of(config.name())));
        if (config.scripts()) {
            namespaces.addAll(DefaultNamespaces.modules());
        }
        Map<String, String> more = new TreeMap<>(config.extraNamespaces());
        namespaces.replaceAll(known -> Optional.ofNullable(more.remove(String.valueOf(known.id()))).map(known::named).orElse(known));
        more.forEach((id, name) -> namespaces.add(new Namespace(Integer.parseInt(id), name, name, List.of(), true, false, true)));
        Map<String, InterwikiPrefix> interwiki = new TreeMap<>();
        Map<String, String> urls = config.interwiki().isEmpty() ? DefaultInterwiki.urls() : config.interwiki();
        urls.forEach((prefix, url) -> interwiki.put(prefix, new InterwikiPrefix(prefix, url, false, "")));
        Map<String, String> options = new TreeMap<>(config.options());
        options.put("AutoCreateTempUser", String.valueOf(config.temporaryAccounts()));
        return new WikiSite(config.name(), config.server(), config.articlePath(), config.scriptPath(), config.uploadPath(), config.language(),
                config.mainPage(), namespaces, interwiki, options);
    }
}
