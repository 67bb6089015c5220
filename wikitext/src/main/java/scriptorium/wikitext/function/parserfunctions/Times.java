package scriptorium.wikitext.function.parserfunctions;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import scriptorium.wikitext.function.core.Call;
import scriptorium.wikitext.function.core.Context;
import scriptorium.wikitext.function.core.Definition;
import scriptorium.wikitext.language.DateParser;
import scriptorium.wikitext.language.Language;
import scriptorium.wikitext.language.Languages;
import scriptorium.wikitext.language.TimeFormat;

/** {@code #time} and {@code #timef}, each also in the wiki's own time zone (with an l at the end). */
final class Times {

    private static final int MAX_FORMAT = 6000;
    private static final int MAX_YEAR = 9999;
    private static final long KEEP_NOW = 3600;

    private Times() {}

    static List<Definition> all() {
        return List.of(
                Definition.lazy("#time", c -> time(c, isYes(c.argument(3)))),
                Definition.lazy("#timel", c -> time(c, true)),
                Definition.lazy("#timef", c -> fixed(c, isYes(c.argument(3)))),
                Definition.lazy("#timefl", c -> fixed(c, true)));
    }

    private static boolean isYes(String argument) {
        return !argument.isEmpty() && !argument.equals("0");
    }

    private static String time(Call call, boolean local) {
        return write(call, call.argument(0), call.argument(1), language(call), local);
    }

    private static Language language(Call call) {
        String code = call.argument(2);
        return Languages.of(!code.isEmpty() && Languages.isKnown(code) ? code : call.context().site().language());
    }

    private static String fixed(Call call, boolean local) {
        Language language = language(call);
        return switch (call.argument(1)) {
            case "", "both" -> write(call, language.timeAndDateFormat(), call.argument(0), language, local);
            case "date" -> write(call, language.dateFormat(), call.argument(0), language, local);
            case "time" -> write(call, language.timeFormat(), call.argument(0), language, local);
            case "pretty" -> write(call, language.prettyFormat(), call.argument(0), language, local);
            default -> ParserFunctions.error("Error: #timef has no such format.");
        };
    }

    private static String write(Call call, String format, String date, Language language, boolean local) {
        if (format.length() > MAX_FORMAT) {
            return ParserFunctions.error("Error: the format of the time is too long.");
        }
        ZoneId utc = ZoneId.of("UTC");
        ZoneId zone = local ? zone(call.context()) : utc;
        ZonedDateTime now = call.context().request().now().atZone(utc).withNano(0);
        if (date.isEmpty() || !date.chars().anyMatch(c -> c >= '0' && c <= '9')) {
            call.context().varies(KEEP_NOW);
        }
        Optional<ZonedDateTime> time = date.isEmpty() ? Optional.of(now) : DateParser.parse(date, now);
        if (time.isEmpty()) {
            return ParserFunctions.error("Error: this is no time that #time can read.");
        }
        ZonedDateTime shown = time.get().withZoneSameInstant(zone);
        if (shown.getYear() < 0 || shown.getYear() > MAX_YEAR) {
            return ParserFunctions.error("Error: #time knows the years 0 to 9999 only.");
        }
        return new TimeFormat(language).format(format, shown);
    }

    private static ZoneId zone(Context context) {
        String name = context.site().options().getOrDefault("Localtimezone", "UTC");
        return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : ZoneId.of("UTC");
    }
}
