package scriptorium.wikitext.function.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.language.Languages;

/** Numbers, and words that depend on a number, a case or a gender. */
final class NumberFunctions {

    private static final Pattern SCIENTIFIC = Pattern.compile("\\+[0-9]++(?:\\.[0-9]++)?|[+-]?[0-9]++(?:\\.[0-9]++)?[eE][+-]?[0-9]{1,3}");

    private static final Pattern LEADING = Pattern.compile("[+-]?(?:[0-9]{1,40}+(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]{1,9})?");
    private static final Pattern EXPONENTS = Pattern.compile("(?<![0-9.+-])[0-9]{1,20}(?:\\.[0-9]{1,20})?[eE][+-]?[0-9]{1,3}(?![0-9])");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

    private NumberFunctions() {}

    static List<Definition> all() {
        return List.of(
                Definition.function("formatnum", NumberFunctions::formatNumber),
                Definition.function("plural", NumberFunctions::plural),
                Definition.function("grammar", c -> c.argument(1)),
                Definition.function("gender", NumberFunctions::gender));
    }

    private static String formatNumber(Call call) {
        return call.context().betweenMarkers(call.argument(0), text -> formatNumber(call, text));
    }

    private static String formatNumber(Call call, String text) {
        String mode = call.argument(1);
        if (call.context().says("rawsuffix", mode)) {
            return switch (text) {
                case "∞" -> "INF";
                case "-∞", "−∞" -> "-INF";
                default -> TextFunctions.language(call).rawNumber(text).replace('\u2212', '-');
            };
        }
        return switch (text) {
            case "INF" -> "∞";
            case "-INF" -> "−∞";
            case "NAN" -> "Not a Number";
            default -> {
                if (!NUMBER.matcher(text).matches()) {
                    call.context().trackingCategory("nonnumeric-formatnum");
                }
                yield TextFunctions.language(call).number(EXPONENTS.matcher(plain(text)).replaceAll(found -> plain(found.group())), !call.context().says("nocommafysuffix", mode));
            }
        };
    }

    /** A number with an exponent or a plus sign, written out; any other text as it is. */
    private static String plain(String text) {
        if (text.length() > 30 || !SCIENTIFIC.matcher(text).matches()) {
            return text;
        }
        double magnitude = Double.parseDouble(text);
        if (Double.isInfinite(magnitude)) {
            return magnitude > 0 ? "∞" : "−∞";
        }
        BigDecimal value = new BigDecimal(text);
        return text.indexOf('e') < 0 && text.indexOf('E') < 0 ? value.toPlainString() : value.setScale(0, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static String plural(Call call) {
        List<String> forms = new ArrayList<>();
        for (int i = 1; i < call.size(); i++) {
            forms.add(call.argument(i));
        }
        String number = Languages.of(call.context().site().language()).rawNumber(call.argument(0)).replace('\u2212', '-');
        return TextFunctions.language(call).plural(number(number), forms);
    }

    /** The number that the text begins with, 0 when it begins with none. */
    private static double number(String text) {
        Matcher number = LEADING.matcher(text);
        return number.lookingAt() ? Double.parseDouble(number.group()) : 0;
    }

    /** Genders of users are not part of a parse: all are of unknown gender. */
    private static String gender(Call call) {
        int forms = call.size() - 1;
        if (forms <= 1) {
            return call.argument(1);
        }
        return call.argument(forms < 3 ? 1 : 3);
    }
}
