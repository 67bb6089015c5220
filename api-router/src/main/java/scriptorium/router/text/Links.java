package scriptorium.router.text;

/** Where pages are. */
@FunctionalInterface
public interface Links {

    /** The address of a page by its title. */
    String page(String title);

    /** The text of a message that stands in another one, before its arguments are filled in. */
    default String message(String key) {
        return "⧼" + key + "⧽";
    }
}
