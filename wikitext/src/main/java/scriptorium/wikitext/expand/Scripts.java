package scriptorium.wikitext.expand;

import java.util.List;
import scriptorium.wikitext.preprocess.Node;

/** What {@code {{#invoke:}}} does, when the wiki has scripts. */
public interface Scripts {

    /**
     * @param first what stands after the colon, expanded
     * @param parts the arguments, not yet expanded
     * @param frame where the call stands
     */
    String invoke(Expander expander, Frame frame, String first, List<Node.Part> parts);
}
