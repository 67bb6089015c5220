package scriptorium.wikitext.parsertests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of parser tests: articles and tests. */
record TestFile(String name, Map<String, String> articles, List<Case> cases) {

    /** One test, its sections by name. */
    record Case(String file, String name, Map<String, String> sections) {
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
            return text("metadata/php", "metadata/*", "metadata");
        }

        String options() {
            return sections.getOrDefault("options", "");
        }

        boolean has(String option) {
            return java.util.regex.Pattern.compile("(?m)(?:^|\\s)" + option + "(?=$|[\\s=])").matcher(options()).find();
        }

        String title() {
            var found = java.util.regex.Pattern.compile("(?m)(?:^|\\s)title=\\s*(?:\\[\\[(.*?)]]|\"([^\"]*)\"|(\\S+))").matcher(options());
            if (!found.find()) {
                return "Parser test";
            }
            return found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3);
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
                        cases.add(new Case(file, sections.get("test").strip(), sections));
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
}
