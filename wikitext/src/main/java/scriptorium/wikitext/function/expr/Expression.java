package scriptorium.wikitext.function.expr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Evaluates one expression. */
public final class Expression {

    private static final int MAX_DEPTH = 100;

    /** What an expression comes to. */
    public sealed interface Outcome {
        /** @param text the number as wikis print it, empty for an empty expression */
        record Result(String text) implements Outcome {
            public boolean isTrue() {
                return !text.isEmpty() && !text.equals("0") && !text.equals("-0");
            }
        }

        /** @param message in plain text */
        record Failure(String message) implements Outcome {
            public String html() {
                return "<strong class=\"error\">" + escape(message) + "</strong>";
            }
        }
    }

    private final String text;
    private final Deque<Number> operands = new ArrayDeque<>();
    private final Deque<Operator> operators = new ArrayDeque<>();
    private boolean wantsOperand = true;
    private int at;

    private Expression(String text) {
        this.text = text;
    }

    public static Outcome evaluate(String source) {
        String text = source.replace("&lt;", "<").replace("&gt;", ">").replace("&minus;", "-").replace('\u2212', '-');
        try {
            return new Outcome.Result(new Expression(text).run());
        } catch (ExpressionFault fault) {
            return new Outcome.Failure(fault.getMessage());
        }
    }

    private String run() {
        while (at < text.length()) {
            if (operands.size() > MAX_DEPTH || operators.size() > MAX_DEPTH) {
                throw new ExpressionFault("Expression error: too deeply nested.");
            }
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                at++;
            } else if (c >= '0' && c <= '9' || c == '.') {
                number();
            } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                word();
            } else {
                sign();
            }
        }
        while (!operators.isEmpty()) {
            Operator operator = operators.pop();
            if (operator == Operator.OPEN) {
                throw new ExpressionFault("Expression error: a bracket is not closed.");
            }
            operator.apply(operands);
        }
        return operands.isEmpty() ? "" : Numbers.print(operands.peek());
    }

    private void number() {
        int from = at;
        while (at < text.length() && (text.charAt(at) >= '0' && text.charAt(at) <= '9' || text.charAt(at) == '.')) {
            at++;
        }
        operand(Numbers.leading(text.substring(from, at)));
    }

    private void operand(Number value) {
        if (!wantsOperand) {
            throw new ExpressionFault("Expression error: a number was not expected here.");
        }
        operands.push(value);
        wantsOperand = false;
    }

    private void word() {
        int from = at;
        while (at < text.length() && Character.isLetter(text.charAt(at)) && text.charAt(at) < 0x80) {
            at++;
        }
        String word = text.substring(from, at).toLowerCase(Locale.ROOT);
        if (word.equals("pi")) {
            operand(Math.PI);
        } else if (word.equals("e") && wantsOperand) {
            operand(Math.E);
        } else {
            Operator operator = Operator.byWord(word);
            if (operator == null) {
                throw new ExpressionFault("Expression error: the word \"" + word + "\" is not known.");
            }
            operator(operator);
        }
    }

    private void operator(Operator operator) {
        if (operator.unary()) {
            if (!wantsOperand) {
                throw unexpected(operator.sign());
            }
            operators.push(operator);
            return;
        }
        if (wantsOperand) {
            throw unexpected(operator.sign());
        }
        while (!operators.isEmpty() && operators.peek().precedence() >= operator.precedence()) {
            operators.pop().apply(operands);
        }
        operators.push(operator);
        wantsOperand = true;
    }

    private void sign() {
        String two = at + 1 < text.length() ? text.substring(at, at + 2) : "";
        Operator operator = two.isEmpty() ? null : Operator.bySign(two);
        if (operator != null) {
            at += 2;
            operator(operator);
            return;
        }
        char c = text.charAt(at);
        switch (c) {
            case '(' -> {
                if (!wantsOperand) {
                    throw unexpected("(");
                }
                operators.push(Operator.OPEN);
            }
            case ')' -> close();
            case '+', '-' -> operator(wantsOperand ? c == '+' ? Operator.PLUS : Operator.MINUS : c == '+' ? Operator.ADD
                    : Operator.SUBTRACT);
            default -> {
                operator = Operator.bySign(String.valueOf(c));
                if (operator == null) {
                    throw new ExpressionFault("Expression error: the character \"" + Character.toString(text.codePointAt(at))
                            + "\" is not known.");
                }
                operator(operator);
            }
        }
        at++;
    }

    private void close() {
        while (!operators.isEmpty() && operators.peek() != Operator.OPEN) {
            operators.pop().apply(operands);
        }
        if (operators.isEmpty()) {
            throw new ExpressionFault("Expression error: a closing bracket was not expected here.");
        }
        operators.pop();
        wantsOperand = false;
    }

    private static ExpressionFault unexpected(String sign) {
        return new ExpressionFault("Expression error: the operator " + sign + " was not expected here.");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#039;");
    }
}
