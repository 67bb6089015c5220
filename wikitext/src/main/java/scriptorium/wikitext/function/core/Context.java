package scriptorium.wikitext.function.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.language.MagicWords;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** The parse that a function runs in. */
public interface Context {

    WikiSite site();

    TitleParser titles();

    /** Whether a text is a magic word, in English or in the wiki's language. */
    default boolean says(String word, String text) {
        return MagicWords.of(site().language()).word(word).is(text);
    }

    LinkUrls urls();

    ParseRequest request();

    WikiSource source();

    /** Counts one more expensive call; false when the limit is passed and the function must do without. */
    boolean expensive();

    /** The output changes with time: it may be kept for this many seconds. */
    void varies(long seconds);

    /** Remembers that the output depends on whether this page exists. */
    void dependsOn(Title title);

    /** Remembers that the output depends on whether this file exists. */
    default void dependsOnFile(Title file) {}

    /** Remembers that the output depends on what stands on this page. */
    default void reads(Title title) {}

    Optional<String> property(String name);

    void property(String name, String value);

    /**
     * Sets the title that is shown. The engine renders and checks it, and warns when it does not fit the page's own.
     *
     * @return the other title that was shown so far, as HTML
     */
    Optional<String> displayTitle(String wikitext, boolean silent);

    /** Puts the page into the category of pages of a kind; the message of that name says which one. */
    default void trackingCategory(String message) {}

    /** The text without the engine's markers, as string functions count it. */
    String withoutMarkers(String text);

    /** The text with what stands between the engine's markers changed; the markers themselves survive. */
    String betweenMarkers(String text, UnaryOperator<String> change);

    /** An extension tag as if it stood on the page; {@code content} is absent for a tag that closes itself. */
    String extensionTag(String name, Optional<String> content, Map<String, String> attributes);

    /**
     * Wikitext of an interface message in the language of the request, parameters not yet replaced; absent when there
     * is no such message.
     */
    default Optional<String> message(String key) {
        return InterfaceMessages.find(key, this);
    }

    /** Levels that a page is protected with for an action, and until when; nothing is known of it unless the engine is told. */
    default Optional<Protection> protection(Title title, String action) {
        return Optional.empty();
    }

    /** Pages whose cascading protection covers this one. */
    default List<Title> cascadingSources(Title title) {
        return List.of();
    }

    /** @param expiry MediaWiki's timestamp or {@code infinity} */
    record Protection(String level, String expiry) {}
}
