package scriptorium.query.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.host.module.ModuleRun;

/** The parameters of one side of {@code action=compare}. */
final class CompareParams {

    final String side;
    final Param<Optional<String>> title;
    final Param<Optional<Long>> id;
    final Param<Optional<Long>> rev;
    final Param<Optional<String>> relative;
    final Param<Optional<Set<String>>> slots;
    final Param<Map<String, String>> slotText;
    final Param<Map<String, String>> slotSection;
    final Param<Map<String, String>> slotFormat;
    final Param<Map<String, String>> slotModel;
    final Param<Boolean> pst;
    final Param<Optional<String>> text;
    final Param<Optional<String>> format;
    final Param<Optional<String>> model;
    final Param<Optional<String>> section;

    /** @param relative null on the side that has no {@code torelative} */
    CompareParams(Params params, String side, boolean hasRelative) {
        this.side = side;
        title = params.text(side + "title").optional();
        id = params.integer(side + "id").optional();
        rev = params.integer(side + "rev").optional();
        relative = hasRelative ? params.choice(side + "relative", "prev", "next", "cur").optional() : null;
        slots = params.choice(side + "slots", "main").many();
        slotText = params.longText(side + "text-{slot}").templated("slot", side + "slots").byName();
        slotSection = params.text(side + "section-{slot}").templated("slot", side + "slots").byName();
        slotFormat = params.choice(side + "contentformat-{slot}", ContentModels.FORMATS).templated("slot", side + "slots").byName();
        slotModel = params.choice(side + "contentmodel-{slot}", ContentModels.MODELS).templated("slot", side + "slots").byName();
        pst = params.flag(side + "pst");
        text = params.longText(side + "text").deprecated().optional();
        format = params.choice(side + "contentformat", ContentModels.FORMATS).deprecated().optional();
        model = params.choice(side + "contentmodel", ContentModels.MODELS).deprecated().optional();
        section = params.text(side + "section").deprecated().optional();
    }

    /** What there was before there were slots. */
    List<Param<?>> old() {
        return List.of(text, section);
    }

    Param<?>[] sources() {
        return relative == null ? new Param<?>[] {title, id, rev, text, slots} : new Param<?>[] {title, id, rev, text, relative, slots};
    }

    /** Whether a text is given that is to be looked at as it would be saved. */
    boolean transforms(ModuleRun run) {
        return run.get(pst) && (run.get(text).isPresent() || run.get(slotText).containsKey("main"));
    }

    /** Whether a page is named. */
    boolean names(ModuleRun run) {
        return run.get(rev).isPresent() || run.get(title).isPresent() || run.get(id).isPresent();
    }
}
