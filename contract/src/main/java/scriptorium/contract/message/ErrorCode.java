package scriptorium.contract.message;

/** A refusal that a client can act on. Implementations are enums, one per use case. */
public interface ErrorCode {
    String code();

    String messageKey();

    default Msg msg(Arg... args) {
        return Msg.of(code(), messageKey(), args);
    }
}
