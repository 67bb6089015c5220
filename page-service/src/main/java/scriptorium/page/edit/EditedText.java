package scriptorium.page.edit;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.host.identity.CallerSignature;
import scriptorium.page.edit.EditCommand.Change;
import scriptorium.page.model.Revision;
import scriptorium.page.store.PageWikiSource;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.PageModels;
import scriptorium.wikitext.title.Title;

/** What a text becomes by an edit: sections, merge, pre-save transform. CPU-bound: for the work pool. */
@ApplicationScoped
class EditedText {

    /** Models whose texts have signatures and substitutions; scripts and styles have them in their comments. */

    private final WikitextEngine engine;
    private final PageWikiSource source;
    private final EditTexts texts;

    EditedText(WikitextEngine engine, PageWikiSource source, EditTexts texts) {
        this.engine = engine;
        this.source = source;
        this.texts = texts;
    }

    /**
     * The revisions that an edit has to do with.
     *
     * @param current of the page now
     * @param base that the change is based on, when it is not the current one
     * @param undone the revision to take back, {@code undoneTo} the one to go back to
     */
    record Sources(Optional<Revision> current, Optional<Revision> base, Optional<Revision> undone, Optional<Revision> undoneTo) {}

    String of(EditCommand command, Title title, String model, Sources sources) {
        String current = sources.current().map(Revision::text).orElse(model.equals("json") ? "{}" : "");
        String base = sources.base().map(Revision::text).orElse(current);
        checkMd5(command);
        String changed = switch (command.change()) {
            case Change.Replace(String text, var section, var heading) -> section.isEmpty()
                    ? transformed(command, title, model, text)
                    : inSection(command, title, model, base, section.get(), text, heading);
            case Change.Surround(String before, String after, var section) -> surrounded(command, title, model, base, before, after, section);
            case Change.Undo(var _, var _, var section) -> section.isEmpty() ? undone(sources)
                    : inSection(command, title, model, base, section.get(), undone(sources), Optional.empty());
        };
        if (sources.base().isPresent()) {
            changed = Merge.merge(base, changed, current).orElseThrow(() -> new ApiException(EditRefusal.CONFLICT.msg()));
        }
        return texts.checked(model, changed);
    }

    private String inSection(EditCommand command, Title title, String model, String base, String section, String text, Optional<String> heading) {
        if (!model.equals("wikitext")) {
            throw new ApiException(section.equals("new")
                    ? EditRefusal.SECTIONS_NOT_SUPPORTED.msg(Arg.raw(model))
                    : EditRefusal.NO_SUCH_SECTION.msg(Arg.raw(section)));
        }
        String added = transformed(command, title, model, text);
        if (section.equals("new") && added.isEmpty()) {
            throw new ApiException(EditRefusal.NEW_SECTION_EMPTY.msg());
        }
        String name = section.equals("new") ? heading.or(() -> Optional.of(command.summary()).filter(s -> !s.isEmpty())).orElse("") : "";
        if (section.equals("0") && base.isEmpty()) {
            return added;
        }
        return engine.replaceSection(base, section, added, name)
                .map(String::stripTrailing)
                .orElseThrow(() -> new ApiException(EditRefusal.NO_SUCH_SECTION.msg(Arg.raw(section))));
    }

    private String surrounded(EditCommand command, Title title, String model, String base, String before, String after, Optional<String> section) {
        if (section.isPresent() && !section.get().equals("new")) {
            String old = engine.section(base, section.get()).orElseThrow(() -> new ApiException(EditRefusal.NO_SUCH_SECTION.msg(Arg.raw(section.get()))));
            return inSection(command, title, model, base, section.get(), before + old + after, Optional.empty());
        }
        return transformed(command, title, model, before + base + after);
    }

    private static String undone(Sources sources) {
        String current = sources.current().orElseThrow().text();
        return Merge.merge(sources.undone().orElseThrow().text(), sources.undoneTo().map(Revision::text).orElse(""), current)
                .orElseThrow(() -> new ApiException(EditRefusal.UNDO_FAILURE.msg()));
    }

    private String transformed(EditCommand command, Title title, String model, String text) {
        String normal = text.replace("\r\n", "\n").replace('\r', '\n').stripTrailing();
        if (!PageModels.isTransformed(model)) {
            return normal;
        }
        Caller caller = command.caller();
        ParseRequest request = new ParseRequest(title, normal, 0, 0, Optional.empty(), Optional.empty(), caller.name(), "en", command.by().now(), false, false, "",
                false, false, false);
        return engine.preSaveTransform(request, source, CallerSignature.of(caller));
    }

    private static void checkMd5(EditCommand command) {
        if (command.md5().isEmpty()) {
            return;
        }
        String sent = switch (command.change()) {
            case Change.Replace(String text, var _, var _) -> text;
            case Change.Surround(String before, String after, var _) -> before + after;
            case Change.Undo _ -> "";
        };
        try {
            String actual = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(sent.getBytes(StandardCharsets.UTF_8)));
            if (!actual.equals(command.md5().get().toLowerCase(Locale.ROOT))) {
                throw new ApiException(EditRefusal.BAD_MD5.msg());
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
