package scriptorium.query.frame;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ModuleRun;
import scriptorium.query.index.PageIndex;
import scriptorium.query.index.PageRow;
import scriptorium.query.parse.InterfaceTexts;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.language.WikitextEscape;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.ParsedTitle;
import scriptorium.wikitext.title.SpecialPages;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;
import scriptorium.wikitext.title.TitleProblem;

/** Makes a page set of titles, ids or revisions: normalises, looks up, follows redirects. */
@ApplicationScoped
class PageSetBuilder {

    private static final int MAX_REDIRECTS = 50;

    private final TitleParser titles;
    private final PageIndex index;
    private final WikiSite site;

    PageSetBuilder(TitleParser titles, PageIndex index, WikiSite site) {
        this.titles = titles;
        this.index = index;
        this.site = site;
    }

    /**
     * What is asked for.
     *
     * @param ordered whether pages that exist are shown in the order they are given in; else by title, and those given by number, by number
     */
    record Wanted(
            Collection<String> texts, Collection<Title> titles, Collection<Long> pageIds, Collection<Long> revisionIds, boolean followRedirects, boolean iwUrl,
            boolean ordered) {}

    /** Builds the set, and puts what was normalised, redirected and so on into the answer. */
    Uni<PageSet> build(ModuleRun run, Wanted wanted, Result.Tree query) {
        Work work = new Work(run, wanted, query);
        wanted.texts().forEach(work::text);
        work.local.addAll(wanted.titles());
        return revisions(work)
                .chain(() -> {
                    Set<Long> ids = new LinkedHashSet<>(wanted.pageIds());
                    ids.addAll(work.revisionPages);
                    return index.byIds(ids.stream().filter(id -> id > 0).toList()).invoke(rows -> work.byIds(rows, wanted.pageIds()));
                })
                .chain(() -> media(work))
                .chain(() -> index.byTitles(work.local))
                .chain(rows -> wanted.followRedirects() ? follow(work, rows, 0) : Uni.createFrom().item(work.with(rows)))
                .map(_ -> work.finish());
    }

    /** Where the revisions asked for belong; deleted ones to the titles that they had, for those who may know of them. */
    private Uni<Void> revisions(Work work) {
        Collection<Long> ids = work.wanted.revisionIds();
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return index.pagesOfRevisions(ids).chain(pages -> {
            List<Long> others = ids.stream().filter(id -> !pages.containsKey(id)).toList();
            Uni<Map<Long, Title>> deleted = others.isEmpty() || !work.run.caller().may("deletedhistory") ? Uni.createFrom().item(Map.of())
                    : index.titlesOfDeletedRevisions(others);
            return deleted.invoke(titles -> ids.forEach(id -> work.revision(id, pages.get(id), titles.get(id)))).replaceWithVoid();
        });
    }

    /** Which files exist that are asked for as Media: titles. */
    private Uni<Void> media(Work work) {
        List<String> names = work.special.keySet().stream().filter(title -> title.namespace() == Namespace.MEDIA).map(Title::text).toList();
        return names.isEmpty() ? Uni.createFrom().voidItem() : index.existingFiles(names).invoke(work.files::addAll).replaceWithVoid();
    }

    private Uni<Work> follow(Work work, List<PageRow> rows, int depth) {
        work.with(rows);
        List<PageRow> redirects = work.found.values().stream().filter(row -> row.redirect() && !work.followed.contains(row.title()))
                .sorted(Comparator.comparingLong(PageRow::id)).toList();
        if (redirects.isEmpty() || depth > MAX_REDIRECTS) {
            return Uni.createFrom().item(work);
        }
        return index.redirects(redirects.stream().map(PageRow::id).toList()).chain(targets -> {
            List<Title> next = new ArrayList<>();
            for (PageRow row : redirects) {
                work.followed.add(row.title());
                Title target = targets.get(row.id());
                if (target != null) {
                    work.redirect(row, target);
                    if (target.isLocal() && target.namespace() >= 0) {
                        next.add(target.withoutFragment());
                    }
                }
            }
            next.removeIf(title -> work.found.containsKey(title));
            next.stream().filter(title -> !work.local.contains(title)).forEach(work.later::add);
            return index.byTitles(next).chain(more -> follow(work, more, depth + 1));
        });
    }

    private final class Work {
        private final ModuleRun run;
        private final Wanted wanted;
        private final Result.Tree query;
        private final Result.Items repaired = Result.items("n");
        private final Result.Items normalized = Result.items("n");
        private final Result.Items redirects = Result.items("r");
        private final Result.Items interwiki = Result.items("i");
        private final Result.Keyed badRevisions = new Result.Keyed("rev", Result.Shape.ASSOC);
        private final Set<Title> local = new LinkedHashSet<>();
        /** Where redirects lead. */
        private final Set<Title> later = new LinkedHashSet<>();
        private final Map<Title, PageRow> found = new LinkedHashMap<>();
        private final Set<String> files = new LinkedHashSet<>();
        private final Set<Title> followed = new LinkedHashSet<>();
        private final Map<Title, Title> followedTo = new HashMap<>();
        private final List<Result.Tree> invalid = new ArrayList<>();
        private final Map<Title, Boolean> special = new LinkedHashMap<>();
        private final Set<Long> missingIds = new LinkedHashSet<>();
        private final Set<Long> revisionPages = new LinkedHashSet<>();
        private final List<Long> revisions = new ArrayList<>();
        private final List<Long> deletedRevisions = new ArrayList<>();

        private Work(ModuleRun run, Wanted wanted, Result.Tree query) {
            this.run = run;
            this.wanted = wanted;
            this.query = query;
        }

        private void text(String given) {
            Optional<String> encoded = run.call().repaired().contains("titles") ? encoded(given) : Optional.empty();
            String raw = encoded.isPresent() ? java.text.Normalizer.normalize(given, java.text.Normalizer.Form.NFC) : given;
            encoded.ifPresent(from -> repaired.add(Result.tree().put("fromencoded", true).put("from", from).put("to", raw)));
            switch (titles.parse(raw, Namespace.MAIN)) {
                case ParsedTitle.Invalid(var problem) -> invalid.add(Result.tree()
                        .put("title", raw)
                        .put("invalidreason", new Result.Text(Msg.of(problem.key(), problem.key(), arguments(problem))))
                        .put("invalid", true));
                case ParsedTitle.Valid(Title title) -> valid(raw, title);
            }
        }

        /** The title itself, the last of them, is told as text that is no markup. */
        private static Arg[] arguments(TitleProblem problem) {
            List<String> given = problem.arguments();
            Arg[] arguments = new Arg[given.size()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = i == given.size() - 1 ? Arg.raw(WikitextEscape.escape(given.get(i), false))
                        : problem.key().equals("title-invalid-too-long") ? Arg.num(Long.parseLong(given.get(i))) : Arg.raw(given.get(i));
            }
            return arguments;
        }

        private void valid(String raw, Title title) {
            String full = titles.fullText(title.withoutFragment());
            if (!full.equals(raw)) {
                normalized.add(Result.tree().put("fromencoded", false).put("from", raw).put("to", full));
            }
            if (!title.isLocal()) {
                foreign(title.withoutFragment());
                return;
            }
            if (title.text().isEmpty()) {
                return;
            }
            if (title.namespace() < 0) {
                special.put(title.withoutFragment(), true);
            } else {
                local.add(title.withoutFragment());
            }
        }

        /** What a repaired text was before, as far as that can be told: bytes that are not UTF-8 were read one by one. */
        private static Optional<String> encoded(String raw) {
            if (!java.text.Normalizer.isNormalized(raw, java.text.Normalizer.Form.NFC)) {
                return Optional.of(URLEncoder.encode(raw, StandardCharsets.UTF_8));
            }
            boolean bytes = raw.chars().allMatch(c -> c < 0x100 || c == 0xFFFD) && raw.chars().anyMatch(c -> c >= 0x80);
            return bytes ? Optional.of(URLEncoder.encode(raw.replace('\uFFFD', '\0'), StandardCharsets.ISO_8859_1)) : Optional.empty();
        }

        private void foreign(Title title) {
            Result.Tree entry = Result.tree().put("title", titles.fullText(title)).put("iw", title.interwiki());
            if (wanted.iwUrl()) {
                entry.put("url", site.interwiki().get(title.interwiki()).address(title.dbKey()));
            }
            interwiki.add(entry);
        }

        private void revision(long id, Long pageId, Title deleted) {
            if (pageId == null && deleted != null) {
                local.add(deleted);
                deletedRevisions.add(id);
            } else if (pageId == null) {
                badRevisions.put(String.valueOf(id), Result.tree().put("revid", id).put("missing", true));
            } else {
                revisionPages.add(pageId);
                revisions.add(id);
            }
        }

        private void byIds(List<PageRow> rows, Collection<Long> asked) {
            Map<Long, PageRow> byId = new HashMap<>();
            rows.forEach(row -> byId.put(row.id(), row));
            for (Long id : asked) {
                if (!byId.containsKey(id)) {
                    missingIds.add(id);
                }
            }
            rows.forEach(row -> found.put(row.title(), row));
            rows.forEach(row -> local.add(row.title()));
        }

        private Work with(List<PageRow> rows) {
            rows.forEach(row -> found.put(row.title(), row));
            return this;
        }

        private void redirect(PageRow from, Title to) {
            Result.Tree entry = Result.tree().put("from", titles.fullText(from.title())).put("to", titles.fullText(to));
            if (!to.fragment().isEmpty()) {
                entry.put("tofragment", to.fragment());
            }
            if (!to.isLocal()) {
                entry.put("tointerwiki", to.interwiki());
                foreign(to);
            }
            redirects.add(entry);
            followedTo.put(from.title(), to);
        }

        private PageSet finish() {
            repaired.values().addAll(normalized.values());
            if (!repaired.values().isEmpty()) {
                query.put("normalized", repaired);
            }
            if (!redirects.values().isEmpty()) {
                query.put("redirects", redirects);
            }
            if (!interwiki.values().isEmpty()) {
                query.put("interwiki", interwiki);
            }
            if (!badRevisions.values().isEmpty()) {
                query.put("badrevids", badRevisions);
            }
            Map<Long, PageSet.Entry> byId = new TreeMap<>();
            long fake = -1;
            for (Result.Tree bad : invalid) {
                byId.put(fake, new PageSet.Entry(fake, Optional.empty(), Optional.empty(), bad));
                fake--;
            }
            for (Title title : special.keySet()) {
                Result.Tree base = fields(title).put("special", true).flag("missing", !known(title));
                byId.put(fake, new PageSet.Entry(fake, Optional.of(title), Optional.empty(), base));
                fake--;
            }
            for (Title title : inOrder()) {
                PageRow row = found.get(title);
                if (row == null) {
                    byId.put(fake, new PageSet.Entry(fake, Optional.of(title), Optional.empty(), fields(title).put("missing", true)
                            .flag("known", title.namespace() == Namespace.MEDIAWIKI && InterfaceTexts.isBuiltIn(title.text()))));
                    fake--;
                } else if (!(wanted.followRedirects() && followed.contains(title))) {
                    byId.put(row.id(), new PageSet.Entry(row.id(), Optional.of(title), Optional.of(row),
                            Result.tree().put("pageid", row.id()).put("ns", title.namespace()).put("title", titles.fullText(title))));
                }
            }
            for (Long id : missingIds) {
                byId.put(id, new PageSet.Entry(id, Optional.empty(), Optional.empty(), Result.tree().put("pageid", id).put("missing", true)));
            }
            PageSet set = new PageSet();
            byId.values().forEach(set::add);
            set.showInOrder(order(byId));
            revisions.forEach(set::addRevision);
            deletedRevisions.forEach(set::addDeletedRevision);
            followedTo.forEach(set::addRedirect);
            return set;
        }

        /** Missing titles, invalid ones, missing numbers, special ones, and then the pages that exist. */
        private List<Long> order(Map<Long, PageSet.Entry> byId) {
            Map<Title, Long> idOf = new HashMap<>();
            byId.values().forEach(entry -> entry.title().ifPresent(title -> idOf.put(title, entry.id())));
            List<Long> missing = inOrder().stream().map(idOf::get).filter(id -> id != null && id < 0).toList();
            long firstSpecial = -1L - invalid.size();
            List<Long> order = new ArrayList<>(missing);
            for (long id = -1; id > firstSpecial; id--) {
                order.add(id);
            }
            order.addAll(missingIds);
            for (long id = firstSpecial; id > firstSpecial - special.size(); id--) {
                order.add(id);
            }
            List<PageSet.Entry> existing = new ArrayList<>(byId.values().stream().filter(PageSet.Entry::exists).toList());
            if (wanted.ordered()) {
                Map<Long, Integer> places = new HashMap<>();
                Stream.concat(local.stream(), later.stream()).forEach(title -> places.putIfAbsent(idOf.getOrDefault(title, 0L), places.size()));
                existing.sort(Comparator.comparingInt(entry -> places.getOrDefault(entry.id(), Integer.MAX_VALUE)));
            } else if (wanted.pageIds().isEmpty() && wanted.revisionIds().isEmpty()) {
                // Where redirects lead is looked up after what was asked for.
                existing.sort(Comparator.comparing((PageSet.Entry entry) -> !local.contains(entry.title().orElseThrow()))
                        .thenComparing(entry -> entry.title().orElseThrow().namespace()).thenComparing(entry -> entry.title().orElseThrow().dbKey()));
            }
            existing.forEach(entry -> order.add(entry.id()));
            return order;
        }

        /** As MediaWiki looks them up: by namespace, each where it first occurs. */
        private List<Title> inOrder() {
            return Stream.of(local, later).flatMap(batch -> batch.stream().collect(Collectors.groupingBy(Title::namespace, LinkedHashMap::new, Collectors.toList()))
                    .values().stream().flatMap(List::stream)).toList();
        }

        private boolean known(Title title) {
            return title.namespace() == Namespace.SPECIAL ? SpecialPages.isKnown(title.text()) : files.contains(title.text());
        }

        private Result.Tree fields(Title title) {
            return Result.tree().put("ns", title.namespace()).put("title", titles.fullText(title));
        }
    }
}
