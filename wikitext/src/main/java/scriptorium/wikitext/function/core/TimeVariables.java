package scriptorium.wikitext.function.core;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import scriptorium.wikitext.language.TimeFormat;

/** {@code CURRENT...} in UTC and {@code LOCAL...} in the wiki's own time zone. */
final class TimeVariables {

    private static final long DAY = 86_400;
    private static final long HOUR = 3600;
    private static final Map<String, String> FORMATS = Map.ofEntries(Map.entry("MONTH", "m"), Map.entry("MONTH2", "m"), Map.entry("MONTH1",
            "n"),
            Map.entry("MONTHNAME", "F"), Map.entry("MONTHNAMEGEN", "xg"), Map.entry("MONTHABBREV", "M"), Map.entry("DAY", "j"),
                    Map.entry("DAY2", "d"),
            Map.entry("DAYNAME", "l"), Map.entry("YEAR", "Y"), Map.entry("HOUR", "H"), Map.entry("WEEK", "W"),
            Map.entry("DOW", "w"), Map.entry("TIMESTAMP", "xNYmdHis"));

    private TimeVariables() {}

    static List<Definition> all() {
        List<Definition> all = new ArrayList<>();
        FORMATS.forEach((name, format) -> add(name, _ -> format, all));
        add("TIME", call -> TextFunctions.language(call).timeFormat(), all);
        return all;
    }

    private static void add(String name, Function<Call, String> format, List<Definition> all) {
        all.add(Definition.capital("CURRENT" + name, Definition.Use.VARIABLE, c -> format(c, name, format.apply(c), ZoneId.of("UTC"))));
        all.add(Definition.capital("LOCAL" + name, Definition.Use.VARIABLE, c -> format(c, name, format.apply(c), zone(c.context()))));
    }

    /** The wiki's own time zone. */
    private static ZoneId zone(Context context) {
        String name = context.site().options().getOrDefault("Localtimezone", "UTC");
        return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : ZoneId.of("UTC");
    }

    private static String format(Call call, String name, String format, ZoneId zone) {
        call.context().varies(name.equals("TIME") || name.equals("HOUR") || name.equals("TIMESTAMP") ? HOUR : DAY);
        ZonedDateTime now = call.context().request().now().atZone(zone);
        String text = new TimeFormat(TextFunctions.language(call)).format(format, now);
        return name.equals("WEEK") && text.startsWith("0") ? text.substring(1) : text;
    }
}
