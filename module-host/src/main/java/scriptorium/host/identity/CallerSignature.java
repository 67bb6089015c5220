package scriptorium.host.identity;

import scriptorium.contract.identity.Caller;
import scriptorium.wikitext.api.WikitextEngine;

/** How a caller signs: as the preferences {@code nickname} and {@code fancysig} say. */
public final class CallerSignature {

    private CallerSignature() {}

    public static WikitextEngine.Signature of(Caller caller) {
        return new WikitextEngine.Signature(caller.name(), !caller.named(), caller.options().getOrDefault("nickname", ""), caller.flagOption("fancysig"));
    }
}
