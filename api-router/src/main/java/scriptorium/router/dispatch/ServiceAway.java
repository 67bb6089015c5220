package scriptorium.router.dispatch;

/** A service did not answer, or not as services do. The client is asked to come again. */
public final class ServiceAway extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Owner owner;
    private final int status;

    /** @param status of the service's answer; 0 when there was none */
    public ServiceAway(Owner owner, int status, Throwable cause) {
        super(owner.wireName() + "-service " + (status == 0 ? "does not answer" : "answered with status " + status), cause, false, false);
        this.owner = owner;
        this.status = status;
    }

    public Owner owner() {
        return owner;
    }

    public int status() {
        return status;
    }
}
