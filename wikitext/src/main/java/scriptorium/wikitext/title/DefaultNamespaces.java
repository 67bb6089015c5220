package scriptorium.wikitext.title;

import java.util.List;

/** The namespaces that every wiki has, with English names. */
public final class DefaultNamespaces {

    private DefaultNamespaces() {}

    /** @param projectName local name of the project namespace */
    public static List<Namespace> of(String projectName) {
        return List.of(
                ns(-2, "Media", false, List.of()),
                ns(-1, "Special", false, List.of()),
                new Namespace(0, "", "", List.of(), false, true, true),
                ns(1, "Talk", true, List.of()),
                ns(2, "User", true, List.of()),
                ns(3, "User talk", true, List.of()),
                new Namespace(4, "Project", projectName, List.of("Project"), true, false, true),
                new Namespace(5, "Project talk", projectName + " talk", List.of("Project talk"), true, false, true),
                ns(6, "File", false, List.of("Image")),
                ns(7, "File talk", true, List.of("Image talk")),
                ns(8, "MediaWiki", true, List.of()),
                ns(9, "MediaWiki talk", true, List.of()),
                ns(10, "Template", true, List.of()),
                ns(11, "Template talk", true, List.of()),
                ns(12, "Help", true, List.of()),
                ns(13, "Help talk", true, List.of()),
                ns(14, "Category", false, List.of()),
                ns(15, "Category talk", true, List.of()));
    }

    /** The namespaces of a wiki with scripts, to be added. */
    public static List<Namespace> modules() {
        return List.of(new Namespace(828, "Module", "Module", List.of(), true, false, true), new Namespace(829, "Module talk", "Module talk", List.of(), true, false, true));
    }

    private static Namespace ns(int id, String name, boolean subpages, List<String> aliases) {
        return new Namespace(id, name, name, aliases, subpages, false, true);
    }
}
