package scriptorium.router.wiki;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import scriptorium.host.site.SiteConfig;
import scriptorium.router.text.Html;
import scriptorium.router.wiki.WikiRoutes.Reply;

/** {@code Special:ApiSandbox}: a page on which any module can be tried; its form is made in the browser, from {@code action=paraminfo}. */
@ApplicationScoped
class Sandbox {

    private static final String STYLE = """
            <style>.sandbox-field{margin:.8em 0;padding-left:.8em;border-left:2px solid var(--line)}.sandbox-field p{margin:.2em 0}
            #sandbox input[type=text],#sandbox input[type=password],#sandbox textarea,#sandbox select{font:inherit;min-width:22rem;max-width:100%;padding:.2rem .4rem;
            border:1px solid var(--line);border-radius:4px;background:var(--paper);color:inherit}#sandbox details{margin:.6em 0}#sandbox summary{cursor:pointer}
            #sandbox button{font:inherit;padding:.25rem 1rem;margin:.4em 0}</style>
            """;

    private final SiteConfig site;
    private final String script = script();

    Sandbox(SiteConfig site) {
        this.site = site;
    }

    private static String script() {
        try (InputStream in = Sandbox.class.getClassLoader().getResourceAsStream("sandbox/sandbox.js")) {
            if (in == null) {
                throw new IllegalStateException("missing resource sandbox/sandbox.js");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply page() {
        String html = STYLE + "<p>Try the API as whoever is logged in here. Writing modules really write.</p><div id=\"sandbox\" data-api=\""
                + Html.text(site.scriptPath() + "/api.php") + "\"><noscript>This page needs JavaScript.</noscript></div><script>" + script + "</script>";
        return Reply.html(200, PageShell.page(site, "API sandbox", "API sandbox", "mw-special-ApiSandbox", html));
    }
}
