package scriptorium.wikitext.preprocess;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Set;

/** Trees of texts that are transcluded, kept by content as long as there is room. Thread-safe. */
public final class Trees {

    /** Texts that are put together for one use are kept from this length on only. */
    private static final int SMALLEST = 64;
    private static final int LARGEST = 256 * 1024;

    private final Set<String> tags;
    private final Cache<String, List<Node>> kept;

    /**
     * @param tags names of extension tags, lower case
     * @param room characters of text whose trees are kept
     */
    public Trees(Set<String> tags, long room) {
        this.tags = Set.copyOf(tags);
        kept = Caffeine.newBuilder().maximumWeight(room).weigher((String text, List<Node> _) -> text.length() + SMALLEST).executor(Runnable::run).build();
    }

    public Set<String> tags() {
        return tags;
    }

    public List<Node> page(String text) {
        return Preprocessor.parse(text, tags, false);
    }

    /** Of a text that a script or message gives. */
    public List<Node> included(String text) {
        return text.length() < SMALLEST ? Preprocessor.parse(text, tags, true) : template(text);
    }

    /** Of a page that is transcluded. */
    public List<Node> template(String text) {
        if (text.length() > LARGEST) {
            return Preprocessor.parse(text, tags, true);
        }
        return kept.get(text, unknown -> List.copyOf(Preprocessor.parse(unknown, tags, true)));
    }
}
