package scriptorium.wikitext.expand;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.WeekFields;
import java.util.Locale;
import java.util.Optional;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.function.expr.Expression;
import scriptorium.wikitext.language.TimeFormat;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Parser functions and variables. */
final class Functions {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    Optional<String> variable(String name, FunctionCall call) {
        ParseState s = call.state();
        ZonedDateTime now = s.request.now().atZone(ZoneOffset.UTC);
        LocalDateTime local = now.toLocalDateTime();
        String time = name.startsWith("LOCAL") ? "CURRENT" + name.substring(5) : name;
        String value = switch (time) {
            case "!" -> "|";
            case "=" -> "=";
            case "CURRENTYEAR" -> String.valueOf(now.getYear());
            case "CURRENTMONTH", "CURRENTMONTH2" -> two(now.getMonthValue());
            case "CURRENTMONTH1" -> String.valueOf(now.getMonthValue());
            case "CURRENTMONTHNAME" -> s.language.month(now.getMonthValue());
            case "CURRENTMONTHNAMEGEN" -> s.language.monthGenitive(now.getMonthValue());
            case "CURRENTMONTHABBREV" -> s.language.monthShort(now.getMonthValue());
            case "CURRENTDAY" -> String.valueOf(now.getDayOfMonth());
            case "CURRENTDAY2" -> two(now.getDayOfMonth());
            case "CURRENTDOW" -> String.valueOf(now.getDayOfWeek().getValue() % 7);
            case "CURRENTDAYNAME" -> new TimeFormat(s.language).format("l", now);
            case "CURRENTTIME" -> two(now.getHour()) + ":" + two(now.getMinute());
            case "CURRENTHOUR" -> two(now.getHour());
            case "CURRENTWEEK" -> String.valueOf(local.get(WeekFields.ISO.weekOfWeekBasedYear()));
            case "CURRENTTIMESTAMP" -> STAMP.format(now);
            case "SITENAME" -> s.site.siteName();
            case "SERVER" -> s.site.server();
            case "SERVERNAME" -> s.site.server().replaceFirst("^https?://", "").replaceFirst(":\\d+$", "");
            case "SCRIPTPATH" -> s.site.scriptPath();
            case "STYLEPATH" -> s.site.scriptPath() + "/skins";
            case "ARTICLEPATH" -> s.site.articlePath();
            case "CURRENTVERSION" -> "1.43.9";
            case "CONTENTLANGUAGE", "CONTENTLANG", "PAGELANGUAGE" -> s.site.language();
            case "DIRECTIONMARK", "DIRMARK" -> "\u200E";
            case "NUMBEROFPAGES" -> count(s, "pages");
            case "NUMBEROFARTICLES" -> count(s, "articles");
            case "NUMBEROFFILES" -> count(s, "files");
            case "NUMBEROFEDITS" -> count(s, "edits");
            case "NUMBEROFUSERS" -> count(s, "users");
            case "NUMBEROFADMINS" -> count(s, "admins");
            case "NUMBEROFACTIVEUSERS" -> count(s, "activeusers");
            case "PAGEID" -> s.request.pageId() == 0 ? "" : String.valueOf(s.request.pageId());
            case "REVISIONID" -> s.request.revisionId() == 0 ? "" : "-";
            case "REVISIONUSER" -> s.request.revisionUser().orElse(s.request.user());
            case "REVISIONTIMESTAMP" -> STAMP.format(s.request.revisionTimestamp().orElse(s.request.now()).atZone(ZoneOffset.UTC));
            case "REVISIONYEAR" -> String.valueOf(s.request.revisionTimestamp().orElse(s.request.now()).atZone(ZoneOffset.UTC).getYear());
            case "REVISIONDAY" -> String.valueOf(s.request.revisionTimestamp().orElse(s.request.now()).atZone(ZoneOffset.UTC).getDayOfMonth());
            case "REVISIONMONTH" -> two(s.request.revisionTimestamp().orElse(s.request.now()).atZone(ZoneOffset.UTC).getMonthValue());
            default -> null;
        };
        return value != null ? Optional.of(value) : pageName(name, s.request.page(), s);
    }

    private static Optional<String> pageName(String name, Title page, ParseState s) {
        boolean encoded = name.endsWith("E") && !name.equals("NAMESPACE") && !name.equals("TALKSPACE") && !name.equals("SUBJECTSPACE") && !name.equals("ARTICLESPACE")
                && !name.endsWith("PAGENAME");
        String base = encoded ? name.substring(0, name.length() - 1) : name;
        Namespace ns = s.titles.namespace(page.namespace()).orElse(null);
        if (ns == null) {
            return Optional.empty();
        }
        int slash = ns.subpages() ? page.text().lastIndexOf('/') : -1;
        int firstSlash = ns.subpages() ? page.text().indexOf('/') : -1;
        String value = switch (base) {
            case "PAGENAME" -> page.text();
            case "FULLPAGENAME" -> s.titles.fullText(page);
            case "BASEPAGENAME" -> slash < 0 ? page.text() : page.text().substring(0, slash);
            case "SUBPAGENAME" -> slash < 0 ? page.text() : page.text().substring(slash + 1);
            case "ROOTPAGENAME" -> firstSlash < 0 ? page.text() : page.text().substring(0, firstSlash);
            case "TALKPAGENAME" -> ns.id() < 0 ? "" : s.titles.fullText(Title.of(ns.talkId(), page.text()));
            case "SUBJECTPAGENAME", "ARTICLEPAGENAME" -> s.titles.fullText(Title.of(ns.subjectId(), page.text()));
            case "NAMESPACE" -> ns.name();
            case "TALKSPACE" -> s.titles.namespace(ns.talkId()).map(Namespace::name).orElse("");
            case "SUBJECTSPACE", "ARTICLESPACE" -> s.titles.namespace(ns.subjectId()).map(Namespace::name).orElse("");
            case "NAMESPACENUMBER" -> String.valueOf(ns.id());
            default -> null;
        };
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(encoded ? LinkUrls.encode(value.replace(' ', '_')) : escapeName(value));
    }

    /** What would be markup in a title is written as references. */
    private static String escapeName(String text) {
        String safe = text.replace("'", "&#39;").replace("\"", "&#34;").replace("&", "&amp;").replace("&amp;#3", "&#3");
        return !safe.isEmpty() && "*#:;".indexOf(safe.charAt(0)) >= 0 ? "&#" + (int) safe.charAt(0) + ";" + safe.substring(1) : safe;
    }

    private static String count(ParseState s, String what) {
        return s.language.number(String.valueOf(s.source.statistic(what).orElse(0)), true);
    }

    private static String two(int value) {
        return value < 10 ? "0" + value : String.valueOf(value);
    }

    Optional<String> function(String name, FunctionCall call) {
        ParseState s = call.state();
        String first = call.argument(0);
        String lower = name.toLowerCase(Locale.ROOT);
        String value = switch (lower) {
            case "#if" -> call.argument(first.isEmpty() ? 2 : 1);
            case "#ifeq" -> call.argument(same(first, call.argument(1)) ? 2 : 3);
            case "#switch" -> choose(call, first);
            case "#expr" -> expression(first);
            case "#ifexpr" -> ifExpression(call, first);
            case "#iferror" -> first.contains("class=\"error\"") || first.matches("(?s).*class=\"[^\"]*\\berror\\b[^\"]*\".*") ? call.argument(1)
                    : call.count() > 2 ? call.argument(2) : first;
            case "#ifexist" -> exists(s, first) ? call.argument(1) : call.argument(2);
            case "#time", "#timel" -> time(call, first);
            case "#titleparts" -> titleParts(call, first);
            case "#rel2abs" -> first;
            case "#tag" -> tag(call, first);
            case "#special", "#speciale" -> "Special:" + first;
            case "#language" -> first;
            case "lc" -> s.language.lower(first);
            case "uc" -> s.language.upper(first);
            case "lcfirst" -> s.language.lowerFirst(first);
            case "ucfirst" -> s.language.upperFirst(first);
            case "urlencode" -> switch (call.argument(1).toLowerCase(Locale.ROOT)) {
                case "wiki" -> LinkUrls.encode(first.replace(' ', '_'));
                case "path" -> java.net.URLEncoder.encode(first, java.nio.charset.StandardCharsets.UTF_8).replace("+", "%20");
                default -> java.net.URLEncoder.encode(first, java.nio.charset.StandardCharsets.UTF_8);
            };
            case "anchorencode" -> LinkUrls.anchor(first);
            case "localurl", "localurle" -> url(s, first, call.argument(1), false);
            case "fullurl", "fullurle", "canonicalurl", "canonicalurle" -> url(s, first, call.argument(1), true);
            case "formatnum" -> switch (call.argument(1).toLowerCase(Locale.ROOT)) {
                case "r" -> s.language.rawNumber(first);
                case "nosep" -> s.language.number(first, false);
                default -> s.language.number(first, true);
            };
            case "plural" -> plural(call, first);
            case "grammar" -> call.argument(1);
            case "gender" -> call.argument(call.count() > 3 ? 3 : 1);
            case "padleft" -> pad(call, first, true);
            case "padright" -> pad(call, first, false);
            case "ns", "nse" -> namespace(s, first);
            case "int" -> "⧼" + first + "⧽";
            case "pagesincategory", "pagesincat" -> s.titles.parse(first, Namespace.CATEGORY).title()
                    .map(t -> String.valueOf(s.source.categoryMembers(t, call.argument(1).isEmpty() ? "all" : call.argument(1)))).orElse("0");
            case "filepath" -> "";
            case "protectionlevel", "protectionexpiry", "cascadingsources" -> "";
            case "numberingroup" -> "0";
            default -> null;
        };
        if (value != null) {
            return Optional.of(value);
        }
        switch (name) {
            case "DEFAULTSORT", "DEFAULTSORTKEY", "DEFAULTCATEGORYSORT" -> {
                if (!first.isEmpty()) {
                    s.properties.put("defaultsort", first);
                }
                return Optional.of("");
            }
            case "DISPLAYTITLE" -> {
                s.displayTitle = first;
                return Optional.of("");
            }
            default -> {}
        }
        Optional<Title> of = name.equals(name.toUpperCase(Locale.ROOT)) ? s.titles.parse(first, Namespace.MAIN).title() : Optional.empty();
        return of.isPresent() ? pageName(name, of.get(), s) : Optional.empty();
    }

    private static boolean same(String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        try {
            return !a.isEmpty() && !b.isEmpty() && Double.parseDouble(a) == Double.parseDouble(b) && !a.matches(".*[dDfF]$") && !b.matches(".*[dDfF]$");
        } catch (NumberFormatException text) {
            return false;
        }
    }

    private static String choose(FunctionCall call, String wanted) {
        boolean found = false;
        boolean foundDefault = false;
        String fallback = null;
        String last = "";
        boolean lastNamed = true;
        for (int i = 1; i < call.count(); i++) {
            String name = call.name(i);
            if (name != null) {
                lastNamed = true;
                if (found || same(name, wanted)) {
                    return call.value(i);
                }
                if (foundDefault || name.equals("#default")) {
                    fallback = call.value(i);
                    foundDefault = false;
                }
            } else {
                last = call.value(i);
                lastNamed = false;
                found = found || same(last, wanted);
                foundDefault = foundDefault || last.equals("#default");
            }
        }
        return !lastNamed ? last : fallback == null ? "" : fallback;
    }

    private static String expression(String text) {
        if (text.isEmpty()) {
            return "";
        }
        return switch (Expression.evaluate(text)) {
            case Expression.Outcome.Result value -> value.text();
            case Expression.Outcome.Failure fault -> fault.html();
        };
    }

    private static String ifExpression(FunctionCall call, String text) {
        if (text.isEmpty()) {
            return call.argument(2);
        }
        return switch (Expression.evaluate(text)) {
            case Expression.Outcome.Result value -> call.argument(value.isTrue() ? 1 : 2);
            case Expression.Outcome.Failure fault -> fault.html();
        };
    }

    private static boolean exists(ParseState s, String text) {
        Optional<Title> title = s.titles.parse(text, Namespace.MAIN).title();
        return title.filter(Title::isLocal).map(t -> s.source.links(java.util.List.of(t.withoutFragment())).getOrDefault(t.withoutFragment(), LinkState.MISSING)
                != LinkState.MISSING).orElse(false);
    }

    private static String time(FunctionCall call, String format) {
        ZonedDateTime now = call.state().request.now().atZone(ZoneOffset.UTC);
        String when = call.argument(1);
        Optional<ZonedDateTime> time = when.isEmpty() ? Optional.of(now) : scriptorium.wikitext.language.DateParser.parse(when, now);
        return time.map(t -> new TimeFormat(call.state().language).format(format, t))
                .orElse("<strong class=\"error\">Error: invalid time.</strong>");
    }

    private static String titleParts(FunctionCall call, String first) {
        String[] parts = first.split("/", 25);
        int count = number(call.argument(1), 0);
        int from = number(call.argument(2), 1);
        int begin = from > 0 ? from - 1 : Math.max(0, parts.length + from);
        int end = count > 0 ? Math.min(parts.length, begin + count) : parts.length + count;
        return begin >= end ? "" : String.join("/", java.util.Arrays.copyOfRange(parts, begin, end));
    }

    private static int number(String text, int fallback) {
        return text.matches("-?\\d{1,8}") ? Integer.parseInt(text) : fallback;
    }

    private static String tag(FunctionCall call, String name) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 2; i < call.count(); i++) {
            String attribute = call.name(i);
            if (attribute != null) {
                attributes.append(' ').append(attribute).append("=\"").append(call.value(i).replace("\"", "&quot;")).append('"');
            }
        }
        return call.expander().tag(name.toLowerCase(Locale.ROOT), attributes.toString(), call.count() > 1 ? call.raw(1) : null);
    }

    private static String url(ParseState s, String text, String query, boolean full) {
        LinkUrls urls = new LinkUrls(s.site, s.titles);
        return s.titles.parse(text, Namespace.MAIN).title().map(t -> full ? urls.full(t, query) : urls.local(t, query)).orElse("[[:" + text + "]]");
    }

    private static String plural(FunctionCall call, String first) {
        java.util.List<String> forms = new java.util.ArrayList<>();
        for (int i = 1; i < call.count(); i++) {
            forms.add(call.argument(i));
        }
        try {
            return call.state().language.plural(Double.parseDouble(call.state().language.rawNumber(first)), forms);
        } catch (NumberFormatException text) {
            return forms.isEmpty() ? "" : forms.getLast();
        }
    }

    private static String pad(FunctionCall call, String text, boolean left) {
        int width = Math.min(500, number(call.argument(1), 0));
        String with = call.count() > 2 ? call.argument(2) : "0";
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0 || with.isEmpty()) {
            return text;
        }
        String fill = with.repeat(missing / with.length() + 1).substring(0, missing);
        return left ? fill + text : text + fill;
    }

    private static String namespace(ParseState s, String text) {
        Optional<Namespace> found = text.matches("-?\\d{1,6}") ? s.titles.namespace(Integer.parseInt(text)) : s.titles.namespaceByName(text);
        return found.map(Namespace::name).orElse("[[:Special:Namespaces]]");
    }
}
