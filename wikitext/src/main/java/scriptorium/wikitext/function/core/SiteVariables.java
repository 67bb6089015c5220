package scriptorium.wikitext.function.core;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import scriptorium.wikitext.language.Languages;

/** The wiki as such: names, addresses, statistics. */
final class SiteVariables {

    private static final Map<String, String> STATISTICS = Map.of("NUMBEROFPAGES", "pages", "NUMBEROFARTICLES", "articles", "NUMBEROFFILES",
            "files",
            "NUMBEROFEDITS", "edits", "NUMBEROFUSERS", "users", "NUMBEROFACTIVEUSERS", "activeusers", "NUMBEROFADMINS", "admins");
    private static final String VERSION = "1.43.9";

    private SiteVariables() {}

    static List<Definition> all() {
        List<Definition> all = new ArrayList<>();
        STATISTICS.forEach((name, figure) -> all.add(Definition.capital(name, Definition.Use.EITHER, c -> statistic(c, figure, 0))));
        all.add(Definition.capital("NUMBERINGROUP", Definition.Use.FUNCTION, SiteVariables::group));
        all.add(Definition.capital("NUMINGROUP", Definition.Use.FUNCTION, SiteVariables::group));
        all.add(Definition.capital("SITENAME", Definition.Use.VARIABLE, c -> c.context().site().siteName()));
        all.add(variable("server", c -> c.context().site().server()));
        all.add(variable("servername", c -> serverName(c.context().site().server())));
        all.add(variable("scriptpath", c -> c.context().site().scriptPath()));
        all.add(variable("articlepath", c -> c.context().site().articlePath()));
        all.add(variable("stylepath", c -> c.context().site().options().getOrDefault("StylePath", c.context().site().scriptPath()
                + "/skins")));
        all.add(Definition.capital("CURRENTVERSION", Definition.Use.VARIABLE, c -> c.context().site().options().getOrDefault("Version",
                VERSION)));
        for (String name : List.of("CONTENTLANGUAGE", "CONTENTLANG", "PAGELANGUAGE")) {
            all.add(Definition.capital(name, Definition.Use.VARIABLE, c -> c.context().site().language()));
        }
        all.add(Definition.capital("USERLANGUAGE", Definition.Use.VARIABLE, SiteVariables::userLanguage));
        for (String name : List.of("DIRECTIONMARK", "DIRMARK")) {
            all.add(Definition.capital(name, Definition.Use.VARIABLE,
                    c -> Languages.isRightToLeft(c.context().site().language()) ? "\u200F" : "\u200E"));
        }
        return all;
    }

    private static Definition variable(String name, java.util.function.Function<Call, String> body) {
        return Definition.function(name, Definition.Use.VARIABLE, body);
    }

    private static String userLanguage(Call call) {
        boolean enabled = call.context().site().options().getOrDefault("ParserEnableUserLanguage", "false").equals("true");
        return enabled ? call.context().request().language() : call.context().site().language();
    }

    private static String serverName(String server) {
        try {
            String host = URI.create(server.startsWith("//") ? "https:" + server : server).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException noAddress) {
            return "";
        }
    }

    private static String statistic(Call call, String figure, int rawArgument) {
        return figure(call, call.context().source().statistic(figure).orElse(0), rawArgument);
    }

    private static String group(Call call) {
        return call.argument(0).equals("sysop") ? statistic(call, "admins", 1)
                : figure(call, call.context().source().statistic("group:" + call.argument(0)).orElse(0), 1);
    }

    /** With separators, but bare when the argument says {@code R}. */
    static String figure(Call call, long figure, int rawArgument) {
        String digits = String.valueOf(figure);
        return call.context().says("rawsuffix", call.argument(rawArgument).toUpperCase(Locale.ROOT)) || call.argument(rawArgument).equalsIgnoreCase("RAW") ? digits
                : TextFunctions.language(call).number(digits, true);
    }
}
