package scriptorium.wikitext.title;

/** Links that start from the page they stand on: {@code /sub}, {@code /sub/}, {@code ../}, {@code ../sibling}. */
public final class Subpages {

    /** @param label what is shown when the link says nothing else */
    public record Resolved(String target, String label) {}

    private Subpages() {}

    /** Null when the target is none of these, or the namespace of the page has no subpages. */
    public static Resolved resolve(String target, Title page, TitleParser titles) {
        boolean up = target.startsWith("../");
        if (!target.startsWith("/") && !up || !titles.namespace(page.namespace()).map(Namespace::subpages).orElse(false)) {
            return null;
        }
        int hash = target.indexOf('#');
        String suffix = hash < 0 ? "" : target.substring(hash);
        String path = (hash < 0 ? target : target.substring(0, hash)).strip();
        return up ? above(path, suffix, titles.fullText(page)) : below(path, suffix, titles.fullText(page));
    }

    private static Resolved below(String path, String suffix, String page) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        String name = path.substring(1, end);
        return name.isEmpty() ? null : new Resolved(page + "/" + name.strip() + suffix, end < path.length() ? name + suffix : path + suffix);
    }

    private static Resolved above(String path, String suffix, String page) {
        String rest = path;
        int levels = 0;
        while (rest.startsWith("../")) {
            levels++;
            rest = rest.substring(3);
        }
        String base = page;
        for (int i = 0; i < levels; i++) {
            int slash = base.lastIndexOf('/');
            if (slash < 0) {
                return null;
            }
            base = base.substring(0, slash);
        }
        int end = rest.length();
        while (end > 0 && rest.charAt(end - 1) == '/') {
            end--;
        }
        String name = rest.substring(0, end);
        if (name.isEmpty()) {
            return base.isEmpty() ? null : new Resolved(base + suffix, base + suffix);
        }
        String full = base + "/" + name;
        return new Resolved(full + suffix, end < rest.length() ? name + suffix : full + suffix);
    }
}
