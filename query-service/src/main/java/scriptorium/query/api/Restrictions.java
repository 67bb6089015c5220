package scriptorium.query.api;

import scriptorium.contract.result.Result;

/** What a partial block forbids, with the names that lists have in XML. */
final class Restrictions {

    private Restrictions() {}

    /** @param json an object of {@code pages}, {@code namespaces} and {@code actions}; empty for a block of everything */
    static Result show(String json) {
        Result shown = LogParams.of(json);
        if (!(shown instanceof Result.Tree tree) || tree.isEmpty()) {
            return Result.items("restriction");
        }
        Result.Tree named = Result.tree();
        tree.fields().forEach((name, value) -> named.set(name, value instanceof Result.Items items
                ? Result.Items.of(name.equals("pages") ? "page" : name.equals("namespaces") ? "ns" : "action", items.values()) : value));
        return named;
    }
}
