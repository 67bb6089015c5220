package scriptorium.query.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import scriptorium.contract.result.Result;

/** The words that wikitext gives a meaning of their own, as {@code siteinfo} lists them. */
final class MagicWords {

    static final List<String> VARIABLES = words("""
            ! = currentmonth currentmonth1 currentmonthname currentmonthnamegen currentmonthabbrev currentday currentday2 currentdayname currentyear currenttime
            currenthour localmonth localmonth1 localmonthname localmonthnamegen localmonthabbrev localday localday2 localdayname localyear localtime localhour
            numberofarticles numberoffiles numberofedits articlepath pageid sitename server servername scriptpath stylepath pagename pagenamee fullpagename
            fullpagenamee namespace namespacee namespacenumber currentweek currentdow localweek localdow revisionid revisionday revisionday2 revisionmonth
            revisionmonth1 revisionyear revisiontimestamp revisionuser revisionsize subpagename subpagenamee talkspace talkspacee subjectspace subjectspacee
            talkpagename talkpagenamee subjectpagename subjectpagenamee numberofusers numberofactiveusers numberofpages currentversion rootpagename
            rootpagenamee basepagename basepagenamee currenttimestamp localtimestamp directionmark contentlanguage userlanguage pagelanguage numberofadmins
            cascadingsources bcp47 dir language""");
    static final List<String> FUNCTIONS = words("""
            ns nse urlencode lcfirst ucfirst lc uc localurl localurle fullurl fullurle canonicalurl canonicalurle formatnum grammar gender plural formal bidi
            numberingroup language padleft padright anchorencode defaultsort filepath pagesincategory pagesize protectionlevel protectionexpiry pagename
            pagenamee fullpagename fullpagenamee subpagename subpagenamee rootpagename rootpagenamee basepagename basepagenamee talkpagename talkpagenamee
            subjectpagename subjectpagenamee pageid revisionid revisionday revisionday2 revisionmonth revisionmonth1 revisionyear revisiontimestamp
            revisionuser cascadingsources namespace namespacee namespacenumber talkspace talkspacee subjectspace subjectspacee numberofarticles numberoffiles
            numberofusers numberofactiveusers numberofpages numberofadmins numberofedits bcp47 dir int special speciale tag formatdate displaytitle
            if ifeq switch ifexist ifexpr iferror time timel timef timefl expr rel2abs titleparts""");
    private static final List<String> SWITCHES = words("notoc nogallery forcetoc toc noeditsection hiddencat newsectionlink nonewsectionlink index noindex"
            + " staticredirect expectunusedcategory expectunusedtemplate");
    private static final List<String> WITH_HASH = words("special speciale tag formatdate language bcp47 dir");

    private static final Map<String, List<String>> OTHERS = new LinkedHashMap<>();

    static {
        OTHERS.put("redirect", List.of("#REDIRECT"));
        OTHERS.put("subst", List.of("SUBST:"));
        OTHERS.put("safesubst", List.of("SAFESUBST:"));
        OTHERS.put("msgnw", List.of("MSGNW:"));
        OTHERS.put("msg", List.of("MSG:"));
        OTHERS.put("raw", List.of("RAW:"));
        OTHERS.put("img_thumbnail", List.of("thumb", "thumbnail"));
        OTHERS.put("img_manualthumb", List.of("thumbnail=$1", "thumb=$1"));
        OTHERS.put("img_right", List.of("right"));
        OTHERS.put("img_left", List.of("left"));
        OTHERS.put("img_none", List.of("none"));
        OTHERS.put("img_width", List.of("$1px"));
        OTHERS.put("img_center", List.of("center", "centre"));
        OTHERS.put("img_framed", List.of("frame", "framed", "enframed"));
        OTHERS.put("img_frameless", List.of("frameless"));
        OTHERS.put("img_lang", List.of("lang=$1"));
        OTHERS.put("img_page", List.of("page=$1", "page $1"));
        OTHERS.put("img_upright", List.of("upright", "upright=$1", "upright $1"));
        OTHERS.put("img_border", List.of("border"));
        for (String place : words("baseline sub super top middle bottom")) {
            OTHERS.put("img_" + place, List.of(place));
        }
        OTHERS.put("img_text_top", List.of("text-top"));
        OTHERS.put("img_text_bottom", List.of("text-bottom"));
        OTHERS.put("img_link", List.of("link=$1"));
        OTHERS.put("img_alt", List.of("alt=$1"));
        OTHERS.put("img_class", List.of("class=$1"));
    }

    private MagicWords() {}

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    static Result.Items show() {
        Result.Items items = Result.items("magicword");
        OTHERS.forEach((name, aliases) -> word(items, name, aliases, !name.equals("redirect") && !name.endsWith("subst")));
        SWITCHES.forEach(name -> word(items, name, List.of("__" + name.toUpperCase(Locale.ROOT) + "__"), false));
        for (String name : VARIABLES) {
            word(items, name, aliasesOf(name), !name.equals("articlepath") && !name.startsWith("server") && !name.equals("scriptpath") && !name.equals("stylepath"));
        }
        FUNCTIONS.stream().filter(name -> !VARIABLES.contains(name)).forEach(name -> word(items, name, aliasesOf(name), false));
        return items;
    }

    private static List<String> aliasesOf(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return switch (name) {
            case "contentlanguage" -> List.of("CONTENTLANGUAGE", "CONTENTLANG");
            case "currentmonth" -> List.of("CURRENTMONTH", "CURRENTMONTH2");
            case "localmonth" -> List.of("LOCALMONTH", "LOCALMONTH2");
            case "directionmark" -> List.of("DIRECTIONMARK", "DIRMARK");
            case "defaultsort" -> List.of("DEFAULTSORT:", "DEFAULTSORTKEY:", "DEFAULTCATEGORYSORT:");
            case "pagesincategory" -> List.of("PAGESINCATEGORY", "PAGESINCAT");
            case "subjectspace", "subjectspacee" -> List.of(upper, "ARTICLESPACE" + (name.endsWith("ee") ? "E" : ""));
            case "subjectpagename", "subjectpagenamee" -> List.of(upper, "ARTICLEPAGENAME" + (name.endsWith("ee") ? "E" : ""));
            case "formatdate" -> List.of("#formatdate", "#dateformat");
            case "numberingroup" -> List.of("NUMBERINGROUP", "NUMINGROUP");
            default -> {
                List<String> aliases = new ArrayList<>();
                boolean hash = WITH_HASH.contains(name);
                boolean parser = FUNCTIONS.indexOf(name) >= FUNCTIONS.indexOf("if");
                aliases.add(hash ? "#" + name : parser ? name : FUNCTIONS.contains(name) && !VARIABLES.contains(name) && withColon(name) ? upper + ":" : upper);
                yield aliases;
            }
        };
    }

    private static boolean withColon(String name) {
        return !List.of("anchorencode", "padleft", "padright", "pagesize", "protectionlevel", "protectionexpiry", "displaytitle", "formatnum").contains(name);
    }

    private static void word(Result.Items items, String name, List<String> aliases, boolean caseSensitive) {
        items.add(Result.tree().put("name", name).put("aliases", Result.Items.of("alias", aliases)).put("case-sensitive", caseSensitive));
    }
}
