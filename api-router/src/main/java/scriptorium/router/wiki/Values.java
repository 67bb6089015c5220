package scriptorium.router.wiki;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.result.Result;

/** Finding one's way in a module's result. */
final class Values {

    private Values() {}

    /** The value at a path of names; empty when a step is missing. */
    static Optional<Object> at(Object value, String... path) {
        Object at = value;
        for (String step : path) {
            at = switch (at) {
                case Result.Tree tree -> tree.get(step);
                case Result.Keyed keyed -> keyed.values().get(step);
                case null, default -> null;
            };
        }
        return Optional.ofNullable(at);
    }

    static String text(Object value, String... path) {
        return at(value, path).map(found -> found instanceof Result ? "" : found.toString()).orElse("");
    }

    static boolean flag(Object value, String name) {
        return at(value, name).map(found -> found.equals(true) || found instanceof Result.Bool(boolean set) && set || found.equals("")).orElse(false);
    }

    /** The members of a list or of a map. */
    static Collection<?> members(Object value, String... path) {
        return switch (at(value, path).orElse(null)) {
            case Result.Items items -> items.values();
            case Result.Keyed keyed -> keyed.values().values();
            case Result.Tree tree -> tree.fields().values();
            case null, default -> List.of();
        };
    }

    static Optional<?> first(Object value, String... path) {
        return members(value, path).stream().findFirst();
    }

    /** The text of a revision, wherever its slot keeps it. */
    static Optional<String> content(Object revision) {
        Object slot = at(revision, "slots", "main").orElse(revision);
        for (String name : List.of("content", "*", "main")) {
            Optional<String> text = at(slot, name).filter(String.class::isInstance).map(String.class::cast);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }
}
