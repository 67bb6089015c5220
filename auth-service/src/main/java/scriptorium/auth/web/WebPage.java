package scriptorium.auth.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import scriptorium.host.site.SiteConfig;

/** The frame of the pages that people see here. Nothing is loaded, nothing runs, and no other page may show it in a frame. */
@ApplicationScoped
public class WebPage {

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1c1e21;--quiet:#5c636b;--paper:#fdfdfb;--line:#8a9097;--soft:#f1f2ee;--act:#1d4f91;--on:#fff;--bad:#a5341f}
            @media(prefers-color-scheme:dark){:root{--ink:#e4e4df;--quiet:#a2a8ad;--paper:#17191b;--line:#7a8087;--soft:#202326;--act:#8ab4e8;--on:#10151b;--bad:#f0917c}}
            *{box-sizing:border-box}body{margin:0;font:1rem/1.6 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
            main{max-width:34rem;margin:8vh auto;padding:0 1.2rem}h1{font-size:1.6rem;line-height:1.25}
            label{display:block;font-weight:600;margin-top:1rem}fieldset{margin-top:1rem;border:1px solid var(--line);border-radius:4px}fieldset label{font-weight:400;margin:.3rem 0}textarea,input[type=text],input[type=password]{width:100%;font:inherit;padding:.5rem;border:1px solid var(--line);border-radius:4px;background:var(--paper);color:inherit}
            button{font:inherit;font-weight:600;padding:.55rem 1.3rem;margin:1.4rem .6rem 0 0;border-radius:4px;border:1px solid var(--act);background:var(--paper);color:var(--act);cursor:pointer}
            button.main{background:var(--act);color:var(--on)}:focus-visible{outline:3px solid var(--act);outline-offset:2px}
            .bad{border-left:4px solid var(--bad);background:var(--soft);padding:.6rem 1rem}.quiet{color:var(--quiet);font-size:.9rem}a{color:var(--act)}
            code{overflow-wrap:anywhere}
            """;
    private static final String STYLE_HASH = hash(STYLE);

    private final SiteConfig site;

    WebPage(SiteConfig site) {
        this.site = site;
    }

    /** A text as HTML. */
    public static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    /** Hidden fields of a form. */
    public static String hidden(Map<String, String> fields) {
        StringBuilder html = new StringBuilder();
        fields.forEach((name, value) -> html.append("<input type=\"hidden\" name=\"").append(text(name)).append("\" value=\"").append(text(value)).append("\">\n"));
        return html.toString();
    }

    /** A note that something is wrong, read out by screen readers. */
    public static String problem(String text) {
        return "<p class=\"bad\" role=\"alert\">" + text(text) + "</p>\n";
    }

    public Response.ResponseBuilder page(int status, String title, String contentHtml) {
        return page(status, title, contentHtml, "");
    }

    /** @param formTarget where a form may lead besides this site, as a source of a content security policy; empty for nowhere */
    public Response.ResponseBuilder page(int status, String title, String contentHtml, String formTarget) {
        String html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\">\n<title>" + text(title) + " - " + text(site.name())
                + "</title>\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<style>" + STYLE + "</style>\n</head>\n<body>\n<main>\n<h1>"
                + text(title) + "</h1>\n" + contentHtml + "</main>\n</body>\n</html>\n";
        return Response.status(status)
                .entity(html)
                .type("text/html; charset=UTF-8")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'sha256-" + STYLE_HASH + "'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
                        + (formTarget.isEmpty() ? "" : " " + formTarget))
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store");
    }

    /** Leads on. */
    public static Response.ResponseBuilder redirect(int status, String location) {
        return Response.status(status).header("Location", location).header("Cache-Control", "no-store").header("Referrer-Policy", "no-referrer");
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
