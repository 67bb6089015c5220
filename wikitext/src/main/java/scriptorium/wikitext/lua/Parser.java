package scriptorium.wikitext.lua;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a chunk of Lua 5.1. */
public final class Parser {

    private static final int MAX_NESTING = 195;
    private static final int MAX_LOCALS = 200;
    private static final int MAX_UPVALUES = 60;
    private static final int UNARY = 8;
    /** Left and right binding of the operators: right of left is right associative. */
    private static final Map<String, int[]> BINDING = Map.ofEntries(Map.entry("or", new int[] {1, 1}), Map.entry("and", new int[] {2, 2}),
            Map.entry("<", new int[] {3, 3}), Map.entry(">", new int[] {3, 3}), Map.entry("<=", new int[] {3, 3}), Map.entry(">=", new int[] {3, 3}),
            Map.entry("~=", new int[] {3, 3}), Map.entry("==", new int[] {3, 3}), Map.entry("..", new int[] {5, 4}), Map.entry("+", new int[] {6, 6}),
            Map.entry("-", new int[] {6, 6}), Map.entry("*", new int[] {7, 7}), Map.entry("/", new int[] {7, 7}), Map.entry("%", new int[] {7, 7}),
            Map.entry("^", new int[] {10, 9}));

    private final Lexer in;
    private final String chunk;
    private Scope scope;
    private int nesting;

    private Parser(String text, String chunk) {
        this.chunk = chunk;
        in = new Lexer(text, chunk);
    }

    /** @throws LuaError when it is not Lua */
    public static Proto parse(String bytes, String chunk) {
        return new Parser(bytes, chunk).main();
    }

    private Proto main() {
        in.next();
        scope = new Scope(null, true, 0);
        Proto proto = new Proto(chunk, "main chunk", 0);
        proto.body = block();
        if (in.token != Lexer.END) {
            throw in.near("'<eof>' expected");
        }
        proto.variadic = true;
        proto.slots = scope.maxSlots;
        return proto;
    }

    private Variable declare(String name) {
        if (scope.open() >= MAX_LOCALS) {
            throw tooMany(MAX_LOCALS, "local variables");
        }
        return scope.declare(name);
    }

    private Expression resolve(String name) {
        Expression out = scope.resolve(name);
        if (scope.upvalues.size() > MAX_UPVALUES) {
            throw tooMany(MAX_UPVALUES, "upvalues");
        }
        return out;
    }

    private LuaError tooMany(int limit, String what) {
        return in.error((scope.line == 0 ? "main function" : "function at line " + scope.line) + " has more than " + limit + " " + what);
    }

    private boolean accept(String token) {
        if (in.token.equals(token) && !isLiteral()) {
            in.next();
            return true;
        }
        return false;
    }

    private boolean isLiteral() {
        return in.token == Lexer.STRING || in.token == Lexer.NAME || in.token == Lexer.NUMBER;
    }

    private boolean at(String token) {
        return in.token.equals(token);
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw in.near("'" + token + "' expected");
        }
    }

    private void close(String token, String opener, int line) {
        if (!accept(token)) {
            throw in.near(line == in.line ? "'" + token + "' expected" : "'" + token + "' expected (to close '" + opener + "' at line " + line + ")");
        }
    }

    private String name() {
        if (in.token != Lexer.NAME) {
            throw in.near("'<name>' expected");
        }
        String name = (String) in.value;
        in.next();
        return name;
    }

    private void deeper() {
        if (++nesting > MAX_NESTING) {
            throw in.error("chunk has too many syntax levels");
        }
    }

    private boolean blockEnds() {
        return at("end") || at("else") || at("elseif") || at("until") || at(Lexer.END);
    }

    private Statement.Block block() {
        int mark = scope.open();
        Statement.Block block = statements();
        scope.close(mark);
        return block;
    }

    private Statement.Block statements() {
        deeper();
        List<Statement> out = new ArrayList<>();
        while (!blockEnds()) {
            int line = in.line;
            boolean last = at("return") || at("break");
            Statement statement = statement(line);
            if (statement != null) {
                statement.line = line;
                out.add(statement);
            }
            accept(";");
            if (last) {
                break;
            }
        }
        nesting--;
        return new Statement.Block(out);
    }

    private Statement statement(int line) {
        if (isLiteral()) {
            return expressionStatement(line);
        }
        switch (in.token) {
            case "if" -> {
                return ifStatement(line);
            }
            case "while" -> {
                in.next();
                Expression condition = expression();
                expect("do");
                Statement.Block body = loop();
                close("end", "while", line);
                return new Statement.While(condition, body);
            }
            case "do" -> {
                in.next();
                Statement.Block body = block();
                close("end", "do", line);
                return body;
            }
            case "for" -> {
                return forStatement(line);
            }
            case "repeat" -> {
                in.next();
                int mark = scope.open();
                scope.loops++;
                Statement.Block body = statements();
                scope.loops--;
                close("until", "repeat", line);
                Expression condition = expression();
                scope.close(mark);
                return new Statement.Repeat(body, condition);
            }
            case "function" -> {
                return functionStatement(line);
            }
            case "local" -> {
                in.next();
                return accept("function") ? localFunction(line) : locals();
            }
            case "return" -> {
                in.next();
                return new Statement.Return(blockEnds() || at(";") ? List.of() : expressions());
            }
            case "break" -> {
                in.next();
                if (scope.loops == 0) {
                    throw in.near("no loop to break");
                }
                return new Statement.Break();
            }
            default -> {
                return expressionStatement(line);
            }
        }
    }

    private Statement.Block loop() {
        scope.loops++;
        Statement.Block body = block();
        scope.loops--;
        return body;
    }

    private Statement ifStatement(int line) {
        List<Expression> conditions = new ArrayList<>();
        List<Statement.Block> bodies = new ArrayList<>();
        Statement.Block otherwise = null;
        do {
            in.next();
            conditions.add(expression());
            expect("then");
            bodies.add(block());
        } while (at("elseif"));
        if (accept("else")) {
            otherwise = block();
        }
        close("end", "if", line);
        return new Statement.If(conditions, bodies, otherwise);
    }

    private Statement forStatement(int line) {
        in.next();
        String first = name();
        Statement out;
        int mark = scope.open();
        if (accept("=")) {
            List<Expression> range = new ArrayList<>(List.of(expression()));
            expect(",");
            range.add(expression());
            if (accept(",")) {
                range.add(expression());
            }
            expect("do");
            Variable variable = declare(first);
            out = new Statement.NumericFor(variable, range, loop());
        } else {
            List<String> names = new ArrayList<>(List.of(first));
            while (accept(",")) {
                names.add(name());
            }
            if (!accept("in")) {
                throw in.near(names.size() == 1 ? "'=' or 'in' expected" : "'in' expected");
            }
            List<Expression> source = expressions();
            expect("do");
            List<Variable> variables = names.stream().map(this::declare).toList();
            out = new Statement.GenericFor(variables, source, loop());
        }
        close("end", "for", line);
        scope.close(mark);
        return out;
    }

    private Statement functionStatement(int line) {
        in.next();
        String first = name();
        StringBuilder full = new StringBuilder(first);
        Expression target = resolve(first);
        target.line = line;
        boolean method = false;
        while (at(".") || at(":")) {
            method = at(":");
            in.next();
            String field = name();
            full.append(method ? ':' : '.').append(field);
            target = new Expression.Index(target, new Expression.Constant(field));
            target.line = line;
            if (method) {
                break;
            }
        }
        return new Statement.Assignment(List.of(target), List.of(function(full.toString(), method, line)));
    }

    private Statement localFunction(int line) {
        String name = name();
        Variable variable = declare(name);
        return new Statement.LocalFunction(variable, function(name, false, line));
    }

    private Statement locals() {
        List<String> names = new ArrayList<>(List.of(name()));
        while (accept(",")) {
            names.add(name());
        }
        List<Expression> values = accept("=") ? expressions() : List.of();
        return new Statement.Locals(names.stream().map(this::declare).toList(), values);
    }

    private Statement expressionStatement(int line) {
        Expression first = suffixed();
        if (first instanceof Expression.Call) {
            return new Statement.Call(first);
        }
        List<Expression> targets = new ArrayList<>(List.of(first));
        while (accept(",")) {
            targets.add(suffixed());
        }
        for (Expression target : targets) {
            if (!(target instanceof Expression.Local || target instanceof Expression.Upvalue || target instanceof Expression.Global || target instanceof Expression.Index)) {
                throw in.near("syntax error");
            }
        }
        expect("=");
        return new Statement.Assignment(targets, expressions());
    }

    private List<Expression> expressions() {
        List<Expression> out = new ArrayList<>(List.of(expression()));
        while (accept(",")) {
            out.add(expression());
        }
        return out;
    }

    private Expression expression() {
        return expression(0);
    }

    private Expression expression(int limit) {
        deeper();
        Expression left;
        int line = in.line;
        if (!isLiteral() && (at("not") || at("-") || at("#"))) {
            String operator = in.token;
            in.next();
            left = Operation.of(operator, expression(UNARY), line);
        } else {
            left = simple();
        }
        while (!isLiteral()) {
            String operator = in.token;
            int[] binding = BINDING.get(operator);
            if (binding == null || binding[0] <= limit) {
                break;
            }
            int place = in.line;
            in.next();
            left = Operation.of(operator, left, expression(binding[1]), place);
        }
        nesting--;
        return left;
    }

    private Expression simple() {
        int line = in.line;
        if (in.token == Lexer.NUMBER || in.token == Lexer.STRING) {
            Expression out = new Expression.Constant(in.value);
            in.next();
            return out;
        }
        if (isLiteral()) {
            return suffixed();
        }
        switch (in.token) {
            case "nil" -> {
                in.next();
                return new Expression.Constant(null);
            }
            case "true", "false" -> {
                Boolean truth = at("true");
                in.next();
                return new Expression.Constant(truth);
            }
            case "..." -> {
                if (!scope.variadic) {
                    throw in.near("cannot use '...' outside a vararg function");
                }
                scope.unpacks = true;
                in.next();
                return new Expression.Varargs();
            }
            case "{" -> {
                return table();
            }
            case "function" -> {
                in.next();
                return function("anonymous", false, line);
            }
            default -> {
                return suffixed();
            }
        }
    }

    private Expression suffixed() {
        int line = in.line;
        Expression out;
        if (in.token == Lexer.NAME) {
            out = resolve(name());
            out.line = line;
        } else if (accept("(")) {
            Expression inner = expression();
            close(")", "(", line);
            out = new Expression.Single(inner);
        } else {
            throw in.near("unexpected symbol");
        }
        while (true) {
            int place = in.line;
            if (in.token == Lexer.STRING) {
                out = call(out, null, place);
            } else if (isLiteral()) {
                return out;
            } else if (accept(".")) {
                out = new Expression.Index(out, new Expression.Constant(name()));
                out.line = place;
            } else if (accept("[")) {
                Expression key = expression();
                expect("]");
                out = new Expression.Index(out, key);
                out.line = place;
            } else if (accept(":")) {
                out = call(out, name(), place);
            } else if (at("(") || at("{")) {
                out = call(out, null, place);
            } else {
                return out;
            }
        }
    }

    private Expression call(Expression function, String method, int line) {
        List<Expression> arguments;
        if (in.token == Lexer.STRING) {
            arguments = List.of(new Expression.Constant(in.value));
            in.next();
        } else if (at("{")) {
            arguments = List.of(table());
        } else {
            int open = in.line;
            if (!at("(")) {
                throw in.near("function arguments expected");
            }
            if (open != in.lastLine) {
                throw in.near("ambiguous syntax (function call x new statement)");
            }
            in.next();
            arguments = at(")") ? List.of() : expressions();
            close(")", "(", open);
        }
        Expression out = new Expression.Call(function, method, arguments);
        out.line = line;
        return out;
    }

    private Expression table() {
        int line = in.line;
        expect("{");
        List<Expression> keys = new ArrayList<>();
        List<Expression> fields = new ArrayList<>();
        while (!at("}") || isLiteral()) {
            if (!isLiteral() && accept("[")) {
                keys.add(expression());
                expect("]");
                expect("=");
            } else if (in.token == Lexer.NAME && in.nextIs('=')) {
                keys.add(new Expression.Constant(name()));
                expect("=");
            } else {
                keys.add(null);
            }
            fields.add(expression());
            if (!accept(",") && !accept(";")) {
                break;
            }
        }
        close("}", "{", line);
        Expression out = new Expression.Table(keys, fields);
        out.line = line;
        return out;
    }

    private Expression function(String name, boolean method, int line) {
        deeper();
        Proto proto = new Proto(chunk, name, line);
        scope = new Scope(scope, false, line);
        List<Variable> parameters = new ArrayList<>();
        if (method) {
            parameters.add(declare("self"));
        }
        expect("(");
        if (!at(")")) {
            do {
                if (accept("...")) {
                    scope.variadic = true;
                    break;
                }
                if (in.token != Lexer.NAME) {
                    throw in.near("<name> or '...' expected");
                }
                parameters.add(declare(name()));
            } while (accept(","));
        }
        expect(")");
        Variable packed = scope.variadic ? declare("arg") : null;
        proto.body = block();
        close("end", "function", line);
        proto.packed = packed != null && packed.used ? packed : null;
        proto.packs = !scope.unpacks;
        proto.parameters = parameters.toArray(Variable[]::new);
        proto.variadic = scope.variadic;
        proto.slots = scope.maxSlots;
        proto.upvalues = List.copyOf(scope.upvalues);
        scope = scope.around;
        nesting--;
        Expression out = new Expression.Function(proto);
        out.line = line;
        return out;
    }
}
