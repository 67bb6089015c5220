package scriptorium.wikitext.api;

import scriptorium.wikitext.title.LinkUrls;

/**
 * A row of the interwiki map.
 *
 * @param prefix lower case
 * @param url address with {@code $1} where the title goes
 * @param local whether redirects over it are followed ("iw_local")
 * @param language name of the language when it is an interlanguage prefix, else empty
 */
public record InterwikiPrefix(String prefix, String url, boolean local, String language) {

    /** The address of a page there. @param key the page's title with underscores */
    public String address(String key) {
        return url.replace("$1", LinkUrls.encode(key));
    }
}
