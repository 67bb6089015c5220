package scriptorium.page.edit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.host.site.SiteConfig;
import scriptorium.page.model.Revision;
import scriptorium.wikitext.api.Wikitext;

/** What a text must be to be kept under a content model. */
@ApplicationScoped
public class EditTexts {

    private final SiteConfig site;

    EditTexts(SiteConfig site) {
        this.site = site;
    }

    /** The text as it is kept; refused when it is too big or not of its model. */
    public String checked(String model, String text) {
        if (Revision.sizeOf(text) > site.maxArticleSizeKib() * 1024L) {
            throw new ApiException(EditRefusal.TOO_BIG.msg(Arg.num(site.maxArticleSizeKib())));
        }
        if (model.equals("Scribunto")) {
            Wikitext.scriptProblem(text).ifPresent(problem -> {
                throw new ApiException(EditRefusal.INVALID_SCRIPT.msg(Arg.raw("at line " + problem.line()), Arg.raw(problem.message())));
            });
        }
        if (!model.equals("json")) {
            return text;
        }
        if (!JsonText.valid(text)) {
            throw new ApiException(EditRefusal.INVALID_JSON.msg(Arg.raw("json-error-syntax")));
        }
        return JsonText.pretty(text);
    }

    /** Tags of a change that may have made, ended or turned a redirect. */
    public List<String> redirectTags(Optional<String> before, Optional<String> after) {
        return EditTags.ofRedirect(before, after).map(List::of).orElse(List.of());
    }
}
