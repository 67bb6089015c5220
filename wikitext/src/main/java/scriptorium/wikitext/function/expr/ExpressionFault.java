package scriptorium.wikitext.function.expr;

/** Leaves the evaluation of a faulty expression; never leaves this package. */
final class ExpressionFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExpressionFault(String message) {
        super(message, null, false, false);
    }
}
