package scriptorium.router.request;

/** A request that cannot be read at all. */
public final class RequestFault extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    public RequestFault(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }
}
