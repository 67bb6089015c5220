package scriptorium.host.http;

/** Another service did not answer as services do: it is away, overloaded or broken. */
public final class ServiceFault extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    public ServiceFault(String service, int status) {
        super(service + " answered with status " + status);
        this.status = status;
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }
}
