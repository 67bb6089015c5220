package scriptorium.wikitext.api;

import java.util.Optional;
import scriptorium.wikitext.engine.Engine;
import scriptorium.wikitext.scribunto.Scribunto;

/** The way in: makes engines. */
public final class Wikitext {

    private Wikitext() {}

    /** An engine for a wiki. Costs some milliseconds; make one and keep it. */
    public static WikitextEngine engine(WikiSite site) {
        return new Engine(site);
    }

    /** What keeps the text of a module from being a script, the same on every wiki; empty when it is one. It is read, never run. */
    public static Optional<ScriptProblem> scriptProblem(String text) {
        return Scribunto.problem(text);
    }
}
