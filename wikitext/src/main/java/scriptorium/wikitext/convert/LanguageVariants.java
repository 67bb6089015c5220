package scriptorium.wikitext.convert;

import java.util.List;
import scriptorium.wikitext.api.WikiSite;

/** How words of a wiki's language are written in its variants. */
public final class LanguageVariants {

    private final Variants variants;

    private LanguageVariants(Variants variants) {
        this.variants = variants;
    }

    public static LanguageVariants of(WikiSite site) {
        return new LanguageVariants(Variants.of(site.language(), site.flag("UsePigLatinVariant", false)));
    }

    /** The other ways to write a text; none in a language that is written in one way. */
    public List<String> spellings(String text) {
        return variants == null ? List.of()
                : variants.codes().stream().map(code -> Scripts.convert(text, code)).filter(other -> !other.equals(text)).distinct().toList();
    }
}
