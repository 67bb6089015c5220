package scriptorium.query.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.query.frame.QueryRun;

/** What all modules that show revisions can be asked to tell of each. Declared before the module's own parameters. */
final class RevisionOptions {

    /** @param text whether the text is needed, {@code small} whether the limit is that of costly answers */
    record Wish(
            Set<String> props, boolean slots, boolean text, boolean small, Map<String, String> slotFormats, boolean expand, boolean xml, boolean parse,
            Optional<String> section, Optional<String> diffTo, Optional<String> diffToText, boolean diffToTextPst, Optional<String> format) {}

    private static final String[] FORMATS = {"application/json", "application/octet-stream", "application/unknown", "application/x-binary", "text/css",
        "text/javascript", "text/plain", "text/unknown", "text/x-wiki", "unknown/unknown"};
    private static final Pattern DIFF_TO = Pattern.compile("prev|next|cur|\\d{1,18}");
    private static final List<String> ABOUT_CONTENT = List.of("content", "contentmodel", "slotsize", "slotsha1", "parsetree");
    private static final int SMALL = 50;
    private static final int SMALL_HIGH = 500;
    private static final int LARGE = 500;
    private static final int LARGE_HIGH = 5000;

    private final Param<Set<String>> prop;
    private final Param<Optional<Set<String>>> slots;
    private final Param<Map<String, String>> slotFormats;
    private final Param<Optional<Integer>> limit;
    private final Param<Boolean> expandTemplates;
    private final Param<Boolean> generateXml;
    private final Param<Boolean> parse;
    private final Param<Optional<String>> section;
    private final Param<Optional<String>> diffTo;
    private final Param<Optional<String>> diffToText;
    private final Param<Boolean> diffToTextPst;
    private final Param<Optional<String>> contentFormat;

    /** @param single whether a limit is for one page only */
    RevisionOptions(Params params, boolean single) {
        prop = params.choice("prop", "ids", "flags", "timestamp", "user", "userid", "size", "slotsize", "sha1", "slotsha1", "contentmodel", "comment", "parsedcomment",
                "content", "tags", "roles", "parsetree").deprecatedValues("parsetree").manyOr("ids", "timestamp", "flags", "comment", "user");
        slots = params.choice("slots", "main").all("*").many();
        slotFormats = params.choice("contentformat-{slot}", FORMATS).templated("slot", "slots").byName();
        var size = params.limit("limit", LARGE, LARGE_HIGH);
        limit = (single ? size.info("singlepageonly") : size).optional();
        expandTemplates = params.deprecatedFlag("expandtemplates");
        generateXml = params.deprecatedFlag("generatexml");
        parse = params.deprecatedFlag("parse");
        section = params.text("section").optional();
        diffTo = params.text("diffto").deprecated().optional();
        diffToText = params.text("difftotext").deprecated().optional();
        diffToTextPst = params.deprecatedFlag("difftotextpst");
        contentFormat = params.choice("contentformat", FORMATS).deprecated().optional();
    }

    boolean limited(QueryRun run) {
        return run.get(limit).isPresent();
    }

    /** The number asked for, within what answers of this cost may have. */
    int limit(QueryRun run, Wish wish, int otherwise) {
        if (run.get(limit).isEmpty()) {
            return wish.parse() ? 1 : otherwise;
        }
        boolean high = run.caller().may("apihighlimits");
        int max = wish.parse() ? 1 : wish.small() ? (high ? SMALL_HIGH : SMALL) : high ? LARGE_HIGH : LARGE;
        int asked = run.get(limit).get();
        if (run.params().saidMax(limit)) {
            run.tellLimit(Math.min(asked, max));
        } else if (asked > max) {
            String name = run.params().wireName(limit);
            run.warn(Msg.of("outofrange", "paramvalidator-outofrange-minmax", Arg.plain(name), Arg.plain(String.valueOf(asked)), Arg.num(1), Arg.num(max))
                    .with("min", 1L).with("curmax", (long) max).with("max", (long) (wish.parse() ? 1 : SMALL)).with("highmax", (long) (wish.parse() ? 1 : SMALL_HIGH)));
        }
        return Math.min(asked, max);
    }

    boolean parsesComments(ParamValues values) {
        return values.get(prop).contains("parsedcomment");
    }

    /** Reads and checks; warns of the old form of content. Generators tell nothing of the revisions and so check nothing. */
    Wish read(QueryRun run, String module) {
        Set<String> props = run.get(prop);
        boolean bySlots = run.get(slots).isPresent();
        if (run.generator()) {
            return new Wish(props, bySlots, false, false, Map.of(), false, false, false, Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
        }
        if (bySlots) {
            for (Param<?> old : List.of(expandTemplates, generateXml, parse, diffTo, diffToText, diffToTextPst, contentFormat)) {
                if (run.params().given(old)) {
                    throw notWithSlots(run, run.params().wireName(old));
                }
            }
            if (props.contains("parsetree")) {
                throw notWithSlots(run, run.params().wireName(prop) + "=parsetree");
            }
        }
        run.get(diffTo).filter(to -> !DIFF_TO.matcher(to).matches()).ifPresent(_ -> {
            throw ApiException.of("diffto", "apierror-baddiffto", Arg.raw(run.params().wireName(diffTo).replaceFirst("diffto$", "")));
        });
        boolean diff = run.get(diffTo).isPresent() || run.get(diffToText).isPresent();
        boolean content = props.contains("content");
        boolean xml = run.get(generateXml) && content || props.contains("parsetree");
        boolean text = content || xml || diff;
        if (!bySlots && (text || props.stream().anyMatch(ABOUT_CONTENT::contains))) {
            run.warn(Msg.of("deprecation", "apiwarn-deprecation-missingparam", Arg.raw(run.params().wireName(slots)))
                    .with("feature", module + "&!" + run.params().wireName(slots)));
            run.call().warn("main", Msg.of("deprecation-help", "api-usage-mailinglist-ref"));
        }
        return new Wish(props, bySlots, text, text, run.get(slotFormats), run.get(expandTemplates), xml, run.get(parse) && content, run.get(section), run.get(diffTo),
                run.get(diffToText), run.get(diffToTextPst), run.get(contentFormat));
    }

    private ApiException notWithSlots(QueryRun run, String name) {
        return ApiException.of("invalidparammix", "apierror-invalidparammix-cannotusewith", Arg.raw(name), Arg.raw(run.params().wireName(slots)));
    }
}
