package scriptorium.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scriptorium.client.WikiClient;

/** Nearly two hundred known ways to make a page run a script, as wikitext, seen by a browser that may run scripts. On a machine without Chromium's driver there is nothing to test with. */
@ExtendWith(SuiteUnderTest.class)
class HostileWikitextTest {

    /** Stands before the pieces: what runs is noted, by whatever name it is called. */
    private static final String WATCH = """
            <!DOCTYPE html><meta charset="utf-8"><script>var hits = []; function xss() { hits.push('ran'); } var XSS = xss; alert = confirm = prompt = xss;</script>
            """;
    /** Looks at every element, provokes every event, and tells after a while what was found. */
    private static final String LOOK = """
            const tell = arguments[arguments.length - 1], found = [];
            const ours = e => e.id === 'toctogglecheckbox';
            for (const part of document.querySelectorAll('section')) {
              const say = what => found.push(part.id + ' ' + what);
              for (const e of part.querySelectorAll('*')) {
                const name = e.localName;
                if (/^(script|iframe|object|embed|applet|form|input|button|select|textarea|base|meta|style|link|svg|video|audio|template|frame)$/.test(name) && !ours(e)) say('element ' + name);
                for (const a of e.attributes) {
                  if (/^on|^srcdoc$|^formaction$/i.test(a.name)) say('attribute ' + a.name);
                  if (/^(href|src|action|background|data|cite|poster|xlink:href)$/i.test(a.name) && /^[\\s\\u0000-\\u0020]*(javascript|vbscript|data):/i.test(a.value)) say(a.name + ' ' + a.value);
                }
                if (/url\\(|image-set|expression|binding|behavior/i.test(e.getAttribute('style') || '') && !/insecure/.test(e.getAttribute('style'))) say('style ' + e.getAttribute('style'));
                if (e.protocol === 'javascript:') say('link ' + e.href);
                for (const kind of ['mouseover', 'mouseenter', 'focus', 'toggle', 'error', 'load', 'begin', 'start']) e.dispatchEvent(new Event(kind));
                e.addEventListener('click', event => event.preventDefault());
                e.dispatchEvent(new MouseEvent('click', {cancelable: true}));
              }
            }
            setTimeout(() => tell(hits.concat(found)), 500);
            """;

    private static List<String> pieces;
    private static WikiClient wiki;

    @BeforeAll
    static void logIn() throws Exception {
        try (InputStream file = HostileWikitextTest.class.getResourceAsStream("/hostile-wikitext.txt")) {
            pieces = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0000", "\u0000").replace("\\u0001", "\u0001").replace("\\u0002", "\u0002")
                            .replace("\\u0003", "\u0003").replace("\\u007F", "\u007F")).toList();
        }
        wiki = new WikiClient(SuiteUnderTest.api());
        wiki.login("Admin", SuiteUnderTest.PASSWORD);
        wiki.edit("Template:Hostile", "<b title=\"{{{1}}}\" {{{3|}}} style=\"color:{{{2|red}}}\">{{{1}}}</b>[{{{1}}} x]<div {{{1}}}>y</div>", "");
    }

    private static List<String> seen(List<String> parts) throws Exception {
        assumeTrue(Chromium.driver().isPresent(), "no chromedriver on this machine");
        StringBuilder page = new StringBuilder(WATCH);
        for (int i = 0; i < parts.size(); i++) {
            page.append("<section id=\"piece-").append(i + 1).append("\">").append(parts.get(i)).append("</section>\n");
        }
        byte[] body = page.toString().getBytes(StandardCharsets.UTF_8);
        HttpServer host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", exchange -> {
            boolean asked = exchange.getRequestURI().getPath().equals("/page");
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(asked ? 200 : 404, asked ? body.length : -1);
            if (asked) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        host.start();
        try (Chromium browser = Chromium.withScript()) {
            browser.open(URI.create("http://127.0.0.1:" + host.getAddress().getPort() + "/page"));
            List<String> found = new ArrayList<>();
            browser.run(LOOK).forEach(one -> found.add(one.asText()));
            return found;
        } finally {
            host.stop(0);
        }
    }

    @Test
    void theBrowserWouldNotice() throws Exception {
        // When
        List<String> found = seen(List.of("<img src=x onerror=xss()>", "<b onclick=xss()>x</b>", "<a href=javascript:xss()>x</a>", "<svg onload=xss()>", "<script>xss()</script>"));

        // Then
        assertThat(found).contains("ran", "piece-1 attribute onerror", "piece-2 attribute onclick", "piece-3 link javascript:xss()", "piece-5 element script");
    }

    @Test
    void nothingOfAPageRuns() throws Exception {
        // Given
        List<String> parts = new ArrayList<>();
        for (String piece : pieces) {
            JsonNode parsed = wiki.post("action", "parse", "title", "Hostile", "text", piece, "summary", piece.replace("\n", " "), "contentmodel", "wikitext", "pst", "1",
                    "prop", "text|displaytitle|sections|indicators|parsewarningshtml|categorieshtml|headhtml", "formatversion", "2").path("parse");
            StringBuilder html = new StringBuilder(parsed.path("text").asText()).append(parsed.path("displaytitle").asText()).append(parsed.path("parsedsummary").asText())
                    .append(parsed.path("categorieshtml").asText());
            parsed.path("sections").forEach(section -> html.append(section.path("line").asText()));
            parsed.path("indicators").forEach(one -> html.append(one.asText()));
            parts.add(html.toString());
        }

        // When
        List<String> found = seen(parts);

        // Then
        assertThat(parts).hasSizeGreaterThan(150);
        assertThat(found.stream().map(one -> one + told(one)).toList()).isEmpty();
    }

    private static String told(String found) {
        return found.startsWith("piece-") ? " in " + pieces.get(Integer.parseInt(found.replaceAll("^piece-(\\d+).*", "$1")) - 1) : "";
    }
}
