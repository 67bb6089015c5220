package scriptorium.wikitext.function.expr;

import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Operators with their precedence; all binary ones group to the left. */
enum Operator {
    MINUS("-", 10, Numbers::negate),
    PLUS("+", 10, n -> n),
    TIMES_TEN("e", 10, (a, b) -> Numbers.times(a, Math.pow(10, b.doubleValue()))),
    SIN("sin", 9, n -> Math.sin(n.doubleValue())),
    COS("cos", 9, n -> Math.cos(n.doubleValue())),
    TAN("tan", 9, n -> Math.tan(n.doubleValue())),
    ASIN("asin", 9, n -> Math.asin(Numbers.within("asin", n))),
    ACOS("acos", 9, n -> Math.acos(Numbers.within("acos", n))),
    ATAN("atan", 9, n -> Math.atan(n.doubleValue())),
    EXP("exp", 9, n -> Math.exp(n.doubleValue())),
    LN("ln", 9, Numbers::logarithm),
    ABS("abs", 9, n -> n instanceof Long l ? (Number) Math.abs(l) : (Number) Math.abs(n.doubleValue())),
    FLOOR("floor", 9, n -> Math.floor(n.doubleValue())),
    TRUNC("trunc", 9, Numbers::whole),
    CEIL("ceil", 9, n -> Math.ceil(n.doubleValue())),
    SQRT("sqrt", 9, Numbers::root),
    NOT("not", 9, n -> truth(n.doubleValue() == 0)),
    POWER("^", 8, Numbers::power),
    TIMES("*", 7, Numbers::times),
    DIVIDE("/", 7, Numbers::divide),
    MOD("mod", 7, Numbers::modulo),
    FMOD("fmod", 7, Numbers::remainder),
    ADD("+", 6, Numbers::add),
    SUBTRACT("-", 6, (a, b) -> Numbers.add(a, Numbers.negate(b))),
    ROUND("round", 5, Numbers::round),
    EQUAL("=", 4, (a, b) -> truth(a.doubleValue() == b.doubleValue())),
    UNEQUAL("<>", 4, (a, b) -> truth(a.doubleValue() != b.doubleValue())),
    LESS("<", 4, (a, b) -> truth(a.doubleValue() < b.doubleValue())),
    GREATER(">", 4, (a, b) -> truth(a.doubleValue() > b.doubleValue())),
    AT_MOST("<=", 4, (a, b) -> truth(a.doubleValue() <= b.doubleValue())),
    AT_LEAST(">=", 4, (a, b) -> truth(a.doubleValue() >= b.doubleValue())),
    AND("and", 3, (a, b) -> truth(a.doubleValue() != 0 && b.doubleValue() != 0)),
    OR("or", 2, (a, b) -> truth(a.doubleValue() != 0 || b.doubleValue() != 0)),
    OPEN("(", 0, n -> n);

    private static final Map<String, Operator> SIGNS = Arrays.stream(values())
            .filter(o -> o.binary != null && !Character.isLetter(o.sign.charAt(0))).collect(Collectors.toMap(o -> o.sign, o -> o));
    private static final Map<String, Operator> WORDS = Arrays.stream(values())
            .filter(o -> Character.isLetter(o.sign.charAt(0))).collect(Collectors.toMap(o -> o.sign, o -> o));

    private interface Binary {
        Number apply(Number left, Number right);
    }

    private final String sign;
    private final int precedence;
    private final Function<Number, Number> unary;
    private final Binary binary;

    Operator(String sign, int precedence, Function<Number, Number> unary) {
        this(sign, precedence, unary, null);
    }

    Operator(String sign, int precedence, Binary binary) {
        this(sign, precedence, null, binary);
    }

    Operator(String sign, int precedence, Function<Number, Number> unary, Binary binary) {
        this.sign = sign;
        this.precedence = precedence;
        this.unary = unary;
        this.binary = binary;
    }

    static Operator bySign(String sign) {
        return sign.equals("!=") ? UNEQUAL : SIGNS.get(sign);
    }

    static Operator byWord(String word) {
        return word.equals("div") ? DIVIDE : WORDS.get(word);
    }

    String sign() {
        return sign;
    }

    int precedence() {
        return precedence;
    }

    boolean unary() {
        return unary != null;
    }

    void apply(Deque<Number> operands) {
        if (operands.size() < (unary == null ? 2 : 1)) {
            throw new ExpressionFault("Expression error: an operand of " + sign + " is missing.");
        }
        Number right = operands.pop();
        operands.push(unary == null ? binary.apply(operands.pop(), right) : unary.apply(right));
    }

    private static Number truth(boolean value) {
        return value ? 1L : 0L;
    }
}
