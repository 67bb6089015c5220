package scriptorium.query.frame;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.Warning;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.module.ModuleSpec.Group;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamReader;
import scriptorium.contract.param.ParamType;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.HostEnvironment;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.module.SpecSource;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=query}: page set, generators, submodules, continuation. */
@ApplicationScoped
class QueryModule implements ApiModule, SpecSource {

    /** Generators that give pages themselves, not titles to be looked up. */
    private static final Set<String> IN_ORDER = Set.of("allpages", "categorymembers", "backlinks", "embeddedin", "imageusage", "random");

    private static final String NOT_A_GENERATOR = "apierror-badgenerator-notgenerator";
    /** Modules of other services; none of them is a generator. */
    private static final Set<String> FOREIGN = Set.of("authmanagerinfo", "mystashedfiles", "stashimageinfo", "tokens", "userinfo");

    private final Map<Group, Map<String, QuerySubmodule>> byGroup = new LinkedHashMap<>();
    private final Params params = Params.declare();
    private final Param<Optional<Set<String>>> prop;
    private final Param<Optional<Set<String>>> list;
    private final Param<Optional<Set<String>>> meta;
    private final Param<Boolean> indexPageIds;
    private final Param<Boolean> export;
    private final Param<Boolean> exportNoWrap;
    private final Param<String> exportSchema;
    private final Param<Boolean> iwUrl;
    private final Param<Optional<String>> goOn;
    private final Param<Boolean> rawContinue;
    private final PageSetParams pageSet;
    private final ModuleSpec spec;

    private final PageSetBuilder builder;
    private final ExportXml exports;
    private final WikiSite site;
    private final TitleParser titles;

    QueryModule(@All List<QuerySubmodule> submodules, PageSetBuilder builder, ExportXml exports, WikiSite site, TitleParser titles) {
        this.builder = builder;
        this.exports = exports;
        this.site = site;
        this.titles = titles;
        for (QuerySubmodule module : submodules) {
            byGroup.computeIfAbsent(module.spec().group(), _ -> new TreeMap<>()).put(module.spec().name(), module);
        }
        prop = params.param("prop", choice(Group.PROP)).many();
        list = params.param("list", choice(Group.LIST)).many();
        meta = params.param("meta", choice(Group.META)).many();
        indexPageIds = params.flag("indexpageids");
        export = params.flag("export");
        exportNoWrap = params.flag("exportnowrap");
        exportSchema = params.choice("exportschema", "0.10", "0.11").orElse("0.11");
        iwUrl = params.flag("iwurl");
        goOn = params.text("continue").optional();
        rawContinue = params.flag("rawcontinue");
        Map<String, String> generators = new TreeMap<>();
        submodules.stream().map(QuerySubmodule::spec).filter(ModuleSpec::generator).forEach(of -> generators.put(of.name(), of.path()));
        pageSet = new PageSetParams(params, generators);
        spec = ModuleSpec.action("query", params)
                .example("action=query&prop=revisions&meta=siteinfo&titles=Main%20Page&rvprop=user|comment&continue=", "apihelp-query-example-revisions")
                .example("action=query&generator=allpages&gapprefix=Garden&prop=revisions&continue=", "apihelp-query-example-allpages")
                .build();
    }

    private ParamType.Submodules choice(Group group) {
        Map<String, String> paths = new TreeMap<>();
        byGroup.getOrDefault(group, Map.of()).forEach((name, module) -> paths.put(name, module.spec().path()));
        return new ParamType.Submodules(group.wireName(), paths);
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public List<ModuleSpec> specs() {
        return byGroup.values().stream().flatMap(group -> group.values().stream()).map(QuerySubmodule::spec).toList();
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        Continuation continuation = continuation(run);
        Result.Tree limits = Result.tree();
        Result.Tree query = Result.tree();
        Optional<Prepared> generator = generator(run, continuation, limits);
        return pageSet(run, continuation, generator, query, limits).chain(made -> {
            Preparation preparation = prepare(run, continuation, limits);
            run.answer().cacheMode = Stream.concat(preparation.modules().stream(), generator.stream())
                    .map(p -> p.module().cacheMode(p.values(), run.caller())).reduce(ModuleAnswer.CacheMode.PUBLIC, ModuleAnswer.CacheMode::narrower);
            return execute(run, continuation, preparation, generator, made, query, limits)
                    .chain(answer -> run.get(export) ? exported(run, made.pages(), answer) : Uni.createFrom().item(answer));
        });
    }

    private Continuation continuation(ModuleRun run) {
        try {
            return Continuation.of(run.get(rawContinue) ? "" : run.get(goOn).orElse(""));
        } catch (ApiException refusal) {
            run.answer().errorModule = "main";
            throw refusal;
        }
    }

    private Uni<Result.Tree> exported(ModuleRun run, PageSet pages, Result.Tree answer) {
        return exports.of(pages, run.get(exportSchema)).map(xml -> {
            if (run.get(exportNoWrap)) {
                run.answer().raw = Optional.of(new ModuleAnswer.RawBody("text/xml; charset=utf-8", xml));
                run.answer().headers.put("Content-Disposition", "inline; filename=export.xml");
                return answer;
            }
            Result.Tree query = answer.get("query") instanceof Result.Tree known ? known : Result.tree();
            return answer.put("query", query.putBcSubelement("export", xml));
        });
    }

    /** A module with its parameters read; its warnings are told unless a module before it refuses. */
    private record Prepared(QuerySubmodule module, ParamValues values, List<Warning> warnings) {}

    /** The modules in their order, up to the one whose parameters are refused, if one is: that is told when none before it refuses. */
    private record Preparation(List<Prepared> modules, Optional<Outcome> refused) {}

    /** What came of one module: what it found, or its refusal. */
    private record Outcome(ModuleSpec of, List<Warning> warnings, Found found, ApiException refusal) {}

    private record Made(PageSet pages, Map<String, Object> generatorNext) {}

    private Preparation prepare(ModuleRun run, Continuation continuation, Result.Tree limits) {
        List<Prepared> prepared = new ArrayList<>();
        for (Map.Entry<Group, Param<Optional<Set<String>>>> group : Map.of(Group.PROP, prop, Group.LIST, list, Group.META, meta).entrySet().stream()
                .sorted(Map.Entry.comparingByKey()).toList()) {
            for (String name : run.get(group.getValue()).orElse(Set.of())) {
                QuerySubmodule module = byGroup.getOrDefault(group.getKey(), Map.of()).get(name);
                if (module == null) {
                    continue;
                }
                if (continuation.skipped().contains(name)) {
                    touch(run, module.spec());
                    continue;
                }
                List<Warning> warnings = new ArrayList<>();
                try {
                    prepared.add(new Prepared(module, read(run, module.spec(), "", limits, warnings), warnings));
                } catch (ApiException refusal) {
                    return new Preparation(prepared, Optional.of(new Outcome(module.spec(), warnings, null, refusal)));
                }
            }
        }
        return new Preparation(prepared, Optional.empty());
    }

    /** A module that an earlier answer has finished is not run again, but its parameters are not unknown either. */
    private static void touch(ModuleRun run, ModuleSpec of) {
        of.params().all().forEach(param -> run.answer().used.add(of.prefix() + param.name()));
    }

    private ParamValues read(ModuleRun run, ModuleSpec of, String extra, Result.Tree limits, List<Warning> warnings) {
        HostEnvironment environment = new HostEnvironment(site, titles, run.caller(), run.now(), Map.of());
        ParamValues values = new ParamReader(of, extra, run.raw(), environment, msg -> warnings.add(new Warning(of.path(), msg)), run.answer().used)
                .onMaxLimit(max -> limits.put(of.name(), max))
                .read();
        of.check(values);
        return values;
    }

    private Optional<Prepared> generator(ModuleRun run, Continuation continuation, Result.Tree limits) {
        Optional<String> name = run.get(pageSet.generator);
        return name.map(wanted -> {
            QuerySubmodule module = byGroup.values().stream().flatMap(group -> group.values().stream()).filter(m -> m.spec().name().equals(wanted)).findFirst()
                    .orElseThrow(() -> ApiException.of("badgenerator", FOREIGN.contains(wanted) ? NOT_A_GENERATOR : "apierror-badgenerator-unknown", Arg.raw(wanted)));
            if (!module.spec().generator()) {
                throw ApiException.of("badgenerator", NOT_A_GENERATOR, Arg.raw(wanted));
            }
            if (continuation.propsDone()) {
                module.spec().params().all().forEach(param -> run.answer().used.add("g" + module.spec().prefix() + param.name()));
                return null;
            }
            try {
                List<Warning> warnings = run.answer().warnings;
                return new Prepared(module, read(run, module.spec(), "g", limits, warnings), warnings);
            } catch (ApiException refusal) {
                run.answer().errorModule = module.spec().path();
                throw refusal;
            }
        });
    }

    private Uni<Made> pageSet(ModuleRun run, Continuation continuation, Optional<Prepared> generator, Result.Tree query, Result.Tree limits) {
        List<String> sources = new ArrayList<>();
        run.get(pageSet.titles).ifPresent(_ -> sources.add("titles"));
        run.get(pageSet.pageIds).ifPresent(_ -> sources.add("pageids"));
        run.get(pageSet.revIds).ifPresent(_ -> sources.add("revids"));
        if (sources.size() > 1) {
            throw ApiException.of("multisource", "apierror-multisource", Arg.raw(sources.get(0)), Arg.raw(sources.get(1)));
        }
        if (continuation.propsDone()) {
            return Uni.createFrom().item(new Made(new PageSet(), Map.of()));
        }
        PageSetBuilder.Wanted wanted = new PageSetBuilder.Wanted(run.get(pageSet.titles).orElse(Set.of()), List.of(), run.get(pageSet.pageIds).orElse(Set.of()),
                run.get(pageSet.revIds).orElse(Set.of()), run.get(pageSet.redirects), run.get(iwUrl), false);
        boolean needsInput = generator.isEmpty() || generator.get().module().spec().group() == Group.PROP;
        // Of the pages that a generator begins with, nothing is told.
        Uni<PageSet> input = sources.isEmpty() || !needsInput ? Uni.createFrom().item(new PageSet())
                : builder.build(run, wanted, generator.isEmpty() ? query : Result.tree());
        if (generator.isEmpty()) {
            return input.map(pages -> new Made(pages, Map.of()));
        }
        return input.chain(pages -> one(run, generator.get(), pages, true, limits)).map(outcome -> found(run, outcome)).chain(found -> builder.build(run,
                        new PageSetBuilder.Wanted(List.of(), found.titles, found.pageIds, found.revisionIds, run.get(pageSet.redirects), run.get(iwUrl),
                                IN_ORDER.contains(generator.get().module().spec().name())), query)
                .map(pages -> new Made(pages.ranked(found.places), found.next)));
    }

    private static Uni<Outcome> one(ModuleRun run, Prepared prepared, PageSet pages, boolean asGenerator, Result.Tree limits) {
        ModuleSpec of = prepared.module().spec();
        List<Warning> warnings = prepared.warnings();
        QueryRun queryRun = new QueryRun(prepared.values(), pages, run.caller(), run.now(), asGenerator, msg -> warnings.add(new Warning(of.path(), msg)), run,
                max -> limits.put(of.name(), max));
        return Uni.createFrom().deferred(() -> prepared.module().run(queryRun))
                .map(found -> new Outcome(of, warnings, found, null))
                .onFailure(ApiException.class).recoverWithItem(refusal -> new Outcome(of, warnings, null, (ApiException) refusal));
    }

    /** @throws ApiException when the module has refused */
    private static Found found(ModuleRun run, Outcome outcome) {
        if (outcome.warnings() != run.answer().warnings) {
            run.answer().warnings.addAll(outcome.warnings());
        }
        if (outcome.refusal() != null) {
            run.answer().errorModule = outcome.of().path();
            throw outcome.refusal();
        }
        return outcome.found();
    }

    private Uni<Result.Tree> execute(
            ModuleRun run, Continuation continuation, Preparation preparation, Optional<Prepared> generator, Made made, Result.Tree query, Result.Tree limits) {
        Map<Long, Result.Tree> pages = new LinkedHashMap<>();
        made.pages().shown().forEach(entry -> pages.put(entry.id(), entry.base()));
        Map<String, Map<String, Object>> next = new LinkedHashMap<>();
        Result.Tree lists = Result.tree();
        Result.Tree beside = Result.tree();
        List<Uni<Outcome>> runs = new ArrayList<>();
        List<Prepared> ran = new ArrayList<>();
        for (Prepared one : preparation.modules()) {
            boolean isProp = one.module().spec().group() == Group.PROP;
            if (!isProp || !continuation.propsDone()) {
                runs.add(one(run, one, made.pages(), false, limits));
                ran.add(one);
            }
        }
        Uni<List<Outcome>> all = runs.isEmpty() ? Uni.createFrom().item(List.of()) : Uni.join().all(runs).andFailFast();
        return all.map(outcomes -> {
            List<Found> results = outcomes.stream().map(outcome -> found(run, outcome)).toList();
            preparation.refused().ifPresent(outcome -> found(run, outcome));
            for (int i = 0; i < results.size(); i++) {
                Found found = results.get(i);
                found.values.forEach(lists::set);
                found.top.forEach(beside::set);
                found.fields.forEach((id, fields) -> {
                    if (pages.containsKey(id)) {
                        pages.get(id).putAll(fields);
                    }
                });
                if (!found.next.isEmpty()) {
                    next.put(ran.get(i).module().spec().name(), found.next);
                }
            }
            return answer(run, continuation, ran, generator, made, query, limits, pages, lists, beside, next);
        });
    }

    private Result.Tree answer(
            ModuleRun run, Continuation continuation, List<Prepared> ran, Optional<Prepared> generator, Made made, Result.Tree query, Result.Tree limits,
            Map<Long, Result.Tree> pages, Result.Tree lists, Result.Tree beside, Map<String, Map<String, Object>> next) {
        if (!pages.isEmpty()) {
            if (run.get(indexPageIds)) {
                query.put("pageids", Result.Items.of("id", pages.keySet().stream().map(String::valueOf).toList()));
            }
            Result.Keyed keyed = new Result.Keyed("page", Result.Shape.BC_ARRAY);
            pages.forEach((id, tree) -> keyed.put(String.valueOf(id), tree));
            query.put("pages", keyed);
        }
        query.putAll(lists);
        Result.Tree top = Result.tree();
        if (run.get(rawContinue)) {
            Result.Tree raw = Continuation.raw(next, generator.map(g -> g.module().spec().name()).orElse(""), made.generatorNext());
            if (!raw.isEmpty()) {
                top.put("query-continue", raw);
            }
        } else {
            List<String> names = Stream.of(prop, list, meta).flatMap(group -> run.get(group).orElse(Set.of()).stream()).toList();
            Result.Tree goesOn = continuation.answer(names, run.get(prop).orElse(Set.of()), next, made.generatorNext(), generatorNow(run, continuation), top);
            if (!goesOn.isEmpty()) {
                top.put("continue", goesOn);
            }
        }
        if (!limits.isEmpty()) {
            top.put("limits", limits);
        }
        if (!query.isEmpty()) {
            top.put("query", query);
        }
        return top.putAll(beside);
    }

    /** The generator's continuation as it came with this request: it is sent back while props go on. */
    private static Map<String, Object> generatorNow(ModuleRun run, Continuation continuation) {
        Map<String, Object> now = new LinkedHashMap<>();
        for (String name : continuation.generator()) {
            String value = run.raw().values().get(name);
            if (value != null) {
                now.put(name, value);
            }
        }
        return now;
    }
}
