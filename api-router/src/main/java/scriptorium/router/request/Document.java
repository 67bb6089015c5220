package scriptorium.router.request;

/**
 * A body that is no form.
 *
 * @param isJson whether it calls itself JSON
 * @param text as it came, in UTF-8; empty for other kinds
 * @param isCut whether it was longer than {@link #LONGEST}
 */
public record Document(boolean isJson, String text, boolean isCut) {

    /** Bytes. */
    static final int LONGEST = 8192;

    static final Document NONE = new Document(false, "", false);
}
