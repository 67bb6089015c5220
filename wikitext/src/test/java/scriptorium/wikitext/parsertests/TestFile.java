package scriptorium.wikitext.parsertests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A file of parser tests: articles and tests. */
record TestFile(String name, Map<String, String> articles, List<Case> cases) {

    private static final Map<String, String> VARIANTS = Map.of("zh-hans-cn", "zh-cn", "zh-hant-tw", "zh-tw", "zh-hant-hk", "zh-hk", "zh-hant-mo", "zh-mo",
            "zh-hans-sg", "zh-sg", "zh-hans-my", "zh-my", "sr-latn", "sr-el", "sr-cyrl", "sr-ec");
    private static final Set<String> GLOBALS = Set.of("wgEnableUploads", "wgAllowExternalImages", "wgMaxTocLevel", "wgLinkHolderBatchSize", "wgRawHtml", "wgInterwikiMagic",
            "wgEnableMagicLinks", "wgLocaltimezone", "wgExternalLinkTarget", "wgParserEnableLegacyHeadingDOM", "wgParserEnableLegacyMediaDOM", "wgFragmentMode",
            "wgAllowExternalImagesFrom", "wgNoFollowLinks");

    /** One test, its sections by name. */
    record Case(String file, String name, Map<String, Object> options, Map<String, Object> config, Map<String, String> sections) {
        String id() {
            return file + "::" + name;
        }

        String text(String... names) {
            for (String name : names) {
                if (sections.containsKey(name)) {
                    return sections.get(name);
                }
            }
            return null;
        }

        String wikitext() {
            return text("wikitext", "input");
        }

        String html() {
            return text("html/php", "html/*", "html", "result");
        }

        String metadata() {
            return text("metadata/php", "metadata/*", "metadata", "metadata+langconv");
        }

        boolean has(String option) {
            return options.containsKey(option);
        }

        /** An option's first value. */
        String option(String name) {
            Object value = options.getOrDefault(name, "");
            return value instanceof List<?> list ? String.valueOf(list.getFirst()) : String.valueOf(value);
        }

        String title() {
            return option("title").isEmpty() ? "Parser test" : option("title");
        }

        /** The configuration that the test asks for, as the header of a test build carries it. */
        Map<String, Object> needs() {
            Map<String, Object> needs = new LinkedHashMap<>();
            if (has("language") && !option("language").equals("en")) {
                needs.put("language", option("language"));
            }
            String variant = has("htmlvariantlanguage") ? option("htmlvariantlanguage") : option("variant");
            if (!variant.isEmpty()) {
                needs.put("variant", VARIANTS.getOrDefault(variant.toLowerCase(Locale.ROOT), variant.toLowerCase(Locale.ROOT)));
            }
            for (String flag : List.of("subpage", "styletag", "pmid-interwiki", "lastsavedrevision")) {
                if (has(flag)) {
                    needs.put(flag, true);
                }
            }
            for (String number : List.of("thumbsize", "maxincludesize", "maxtemplatedepth")) {
                if (has(number)) {
                    needs.put(number, option(number));
                }
            }
            if (has("externallinktarget")) {
                needs.put("wgExternalLinkTarget", option("externallinktarget"));
            }
            for (String global : GLOBALS) {
                Object value = options.get(global.toLowerCase(Locale.ROOT));
                if (value != null) {
                    needs.put(global, value);
                }
            }
            needs.putAll(config);
            return needs;
        }
    }

    static TestFile read(Path path) throws IOException {
        String[] lines = new String(Files.readAllBytes(path), StandardCharsets.UTF_8).split("\n", -1);
        Map<String, String> articles = new LinkedHashMap<>();
        List<Case> cases = new ArrayList<>();
        String file = path.getFileName().toString();
        Map<String, String> sections = null;
        String item = "";
        String section = "";
        StringBuilder body = new StringBuilder();
        for (String line : lines) {
            if (!line.startsWith("!!")) {
                body.append(line).append('\n');
                continue;
            }
            if (sections != null && !section.isEmpty()) {
                sections.put(section, body.isEmpty() ? "" : body.substring(0, body.length() - 1));
            }
            body.setLength(0);
            String word = line.substring(2).strip().split("\\s", 2)[0].replace(":", "");
            switch (word) {
                case "test", "article" -> {
                    item = word;
                    section = word;
                    sections = new LinkedHashMap<>();
                }
                case "end", "endarticle" -> {
                    if (sections != null && item.equals("test")) {
                        cases(file, sections, cases);
                    } else if (sections != null && item.equals("article")) {
                        articles.put(sections.get("article").strip(), sections.getOrDefault("text", ""));
                    }
                    sections = null;
                    section = "";
                }
                default -> section = word;
            }
        }
        return new TestFile(file, articles, cases);
    }

    private static void cases(String file, Map<String, String> sections, List<Case> cases) {
        String name = sections.get("test").strip();
        Map<String, Object> options = Options.read(sections.getOrDefault("options", ""));
        Map<String, Object> config = Options.config(sections.getOrDefault("config", ""));
        if (!(options.get("htmlvariantlanguage") instanceof List<?> variants)) {
            cases.add(new Case(file, name, options, config, sections));
            return;
        }
        for (Object variant : variants) {
            Map<String, Object> own = new LinkedHashMap<>(options);
            own.put("htmlvariantlanguage", variant);
            cases.add(new Case(file, name + " (variant=" + variant + ")", own, config, sections));
        }
    }
}
