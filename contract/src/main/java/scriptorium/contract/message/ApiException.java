package scriptorium.contract.message;

import java.util.List;

/** Ends a request with errors that the client is told about. Carries no stack trace: it is an answer, not a fault. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<Msg> errors;

    public ApiException(List<Msg> errors) {
        super(errors.getFirst().code(), null, false, false);
        this.errors = List.copyOf(errors);
    }

    public ApiException(Msg error) {
        this(List.of(error));
    }

    public static ApiException of(String code, String key, Arg... args) {
        return new ApiException(Msg.of(code, key, args));
    }

    public static ApiException ofKey(String key, Arg... args) {
        return new ApiException(Msg.ofKey(key, args));
    }

    public List<Msg> errors() {
        return errors;
    }
}
