package scriptorium.wikitext.function.core;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import scriptorium.wikitext.api.LastEdit;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.language.Languages;
import scriptorium.wikitext.language.TimeFormat;
import scriptorium.wikitext.language.WikitextEscape;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Facts of a page or its revision, and properties that a page gives itself. */
final class PageFacts {

    private static final List<String> MEMBER_KINDS = List.of("pages", "subcats", "files", "all");

    private PageFacts() {}

    static List<Definition> all() {
        List<Definition> all = new ArrayList<>();
        all.add(Definition.function("pageid", Definition.Use.EITHER, PageFacts::pageId));
        all.add(capital("REVISIONID", PageFacts::revisionId));
        all.add(capital("REVISIONUSER", PageFacts::revisionUser));
        all.add(Definition.capital("REVISIONSIZE", Definition.Use.VARIABLE, c -> revisionSize(c.context().request())));
        all.add(capital("REVISIONTIMESTAMP", c -> revisionTime(c, "YmdHis")));
        all.add(capital("REVISIONDAY", c -> revisionNumber(c, "j")));
        all.add(capital("REVISIONDAY2", c -> revisionTime(c, "d")));
        all.add(capital("REVISIONMONTH", c -> revisionTime(c, "m")));
        all.add(capital("REVISIONMONTH1", c -> revisionNumber(c, "n")));
        all.add(capital("REVISIONYEAR", c -> revisionTime(c, "Y")));
        all.add(Definition.capital("PAGESIZE", Definition.Use.FUNCTION, PageFacts::pageSize));
        all.add(Definition.capital("PAGESINCATEGORY", Definition.Use.FUNCTION, PageFacts::members));
        all.add(Definition.capital("PAGESINCAT", Definition.Use.FUNCTION, PageFacts::members));
        all.add(Definition.capital("PROTECTIONLEVEL", Definition.Use.FUNCTION, c -> protection(c).map(Context.Protection::level)
                .orElse("")));
        all.add(Definition.capital("PROTECTIONEXPIRY", Definition.Use.FUNCTION,
                c -> protection(c).map(Context.Protection::expiry).orElse(c.has(1) ? "infinity" : "")));
        all.add(capital("CASCADINGSOURCES", PageFacts::cascadingSources));
        all.add(Definition.capital("DISPLAYTITLE", Definition.Use.FUNCTION, PageFacts::displayTitle));
        for (String name : List.of("DEFAULTSORT", "DEFAULTSORTKEY", "DEFAULTCATEGORYSORT")) {
            all.add(Definition.capital(name, Definition.Use.FUNCTION, PageFacts::defaultSort));
        }
        return all;
    }

    private static Definition capital(String name, Function<Call, String> body) {
        return Definition.capital(name, Definition.Use.EITHER, body);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isOwn(Title title, Call call) {
        return title.isLocal() && title.withoutFragment().equals(call.context().request().page().withoutFragment());
    }

    /** What is asked of the page itself, which may not be saved yet, or of what was last saved of another one. */
    private static Optional<String> edit(Call call, Function<ParseRequest, String> own, Function<LastEdit, String> saved) {
        Optional<Title> title = PageNames.title(call);
        if (title.isEmpty() || isOwn(title.get(), call)) {
            return title.map(_ -> own.apply(call.context().request()));
        }
        reads(title.get(), call);
        Title page = title.get().withoutFragment();
        boolean readable = page.isLocal() && page.namespace() >= 0 && call.context().expensive();
        return readable ? call.context().source().lastEdit(page).map(saved) : Optional.empty();
    }

    private static void reads(Title title, Call call) {
        if (title.isLocal() && title.namespace() >= 0) {
            call.context().reads(title.withoutFragment());
        }
    }

    private static Optional<PageText> other(Title title, Call call) {
        Title page = title.withoutFragment();
        if (!page.isLocal() || page.namespace() < 0 || !call.context().expensive()) {
            return Optional.empty();
        }
        return Optional.ofNullable(call.context().source().pages(List.of(page)).get(page));
    }

    private static String pageId(Call call) {
        Optional<Title> title = PageNames.title(call);
        if (title.isEmpty()) {
            return "";
        }
        if (isOwn(title.get(), call)) {
            return String.valueOf(call.context().request().pageId());
        }
        if (title.get().isLocal() && title.get().namespace() >= 0) {
            call.context().dependsOn(title.get().withoutFragment());
        }
        return other(title.get(), call).map(page -> String.valueOf(page.pageId())).orElse("0");
    }

    private static String revisionId(Call call) {
        Optional<Title> title = PageNames.title(call);
        title.filter(_ -> call.size() > 0).ifPresent(t -> reads(t, call));
        if (title.isPresent() && isOwn(title.get(), call)) {
            long id = call.context().request().revisionId();
            return id == 0 || call.context().request().preview() ? "" : String.valueOf(id);
        }
        return title.flatMap(t -> other(t, call)).map(page -> String.valueOf(page.revisionId())).orElse("");
    }

    private static String revisionSize(ParseRequest r) {
        return String.valueOf(r.revisionId() == 0 && !r.preview() ? 0 : bytes(r.text()));
    }

    private static String revisionUser(Call call) {
        return edit(call, request -> request.revisionUser().orElse(request.preview() ? request.user() : ""), LastEdit::user).orElse("");
    }

    private static String revisionTime(Call call, String format) {
        return edit(call, request -> time(format, request.revisionTimestamp().orElse(request.now())), edit -> time(format, edit.timestamp())).orElse("");
    }

    /** A number without zeros before it; the one of no day is zero. */
    private static String revisionNumber(Call call, String format) {
        String number = revisionTime(call, format);
        return number.isEmpty() && PageNames.title(call).isPresent() ? "0" : number;
    }

    private static String time(String format, Instant time) {
        return new TimeFormat(Languages.of("en")).format(format, ZonedDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    private static String pageSize(Call call) {
        Optional<Title> title = PageNames.title(call);
        title.ifPresent(t -> reads(t, call));
        int size = title.map(t -> isOwn(t, call) && call.context().request().revisionId() != 0 ? bytes(call.context().request().text())
                : other(t, call).map(page -> bytes(page.text())).orElse(0)).orElse(0);
        return SiteVariables.figure(call, size, 1);
    }

    private static String members(Call call) {
        Optional<Title> title = call.context().titles().parse(call.argument(0), Namespace.CATEGORY).title();
        String kind = "all";
        int raw = call.size();
        for (int i = 1; i < Math.min(3, call.size()); i++) {
            String argument = call.argument(i);
            kind = MEMBER_KINDS.stream().filter(known -> call.context().says("pagesincategory_" + known, argument)).findFirst().orElse(kind);
            raw = call.context().says("rawsuffix", argument) ? i : raw;
        }
        if (title.isEmpty() || !title.get().isLocal() || !call.context().expensive()) {
            return "0";
        }
        long count = call.context().source().categoryMembers(Title.of(Namespace.CATEGORY, title.get().text()), kind);
        return SiteVariables.figure(call, count, raw);
    }

    private static Optional<Context.Protection> protection(Call call) {
        Optional<Title> title = call.has(1) ? call.context().titles().parse(call.argument(1), Namespace.MAIN).title()
                : Optional.of(call.context().request().page());
        return title.filter(_ -> call.context().expensive()).flatMap(t -> call.context().protection(t, call.argument(0)));
    }

    private static String cascadingSources(Call call) {
        return PageNames.title(call).map(t -> call.context().cascadingSources(t).stream().map(call.context().titles()::fullText)
                .collect(Collectors.joining("|"))).orElse("");
    }

    private static String displayTitle(Call call) {
        String mode = call.argument(1);
        boolean taken = call.context().property("displaytitle").isPresent();
        if (call.context().says("displaytitle_noreplace", mode) && taken) {
            return "";
        }
        boolean silent = call.context().says("displaytitle_noerror", mode);
        return call.context().displayTitle(call.argument(0), silent).filter(_ -> !silent)
                .map(before -> "<span class=\"error\"><strong>Note:</strong> this display title replaces the earlier one, \"" + WikitextEscape.html(before) + "\".</span>").orElse("");
    }

    private static String defaultSort(Call call) {
        String key = call.context().withoutMarkers(call.argument(0));
        String mode = call.argument(1);
        Optional<String> before = call.context().property("defaultsort");
        if (key.isEmpty() || call.context().says("defaultsort_noreplace", mode) && before.isPresent()) {
            return "";
        }
        call.context().property("defaultsort", key);
        if (before.isEmpty() || before.get().equals(key) || call.context().says("defaultsort_noerror", mode)) {
            return "";
        }
        return "<span class=\"error\"><strong>Note:</strong> the default sort key \"" + WikitextEscape.html(key)
                + "\" replaces the earlier one, \""
                + WikitextEscape.html(before.get()) + "\".</span>";
    }
}
