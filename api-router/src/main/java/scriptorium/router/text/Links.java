package scriptorium.router.text;

/** Where pages are. */
@FunctionalInterface
public interface Links {

    /** The address of a page by its title. */
    String page(String title);
}
