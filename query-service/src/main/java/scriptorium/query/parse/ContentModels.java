package scriptorium.query.parse;

import java.util.List;

/** The content models and formats that parameters offer. */
final class ContentModels {

    static final List<String> MODELS = List.of("wikitext", "javascript", "json", "css", "text", "unknown");
    static final List<String> FORMATS = List.of("application/json", "application/octet-stream", "application/unknown", "application/x-binary", "text/x-wiki",
            "text/unknown", "text/javascript", "text/css", "text/plain", "unknown/unknown");

    private ContentModels() {}
}
