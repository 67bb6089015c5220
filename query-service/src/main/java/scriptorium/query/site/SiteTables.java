package scriptorium.query.site;

import java.util.List;
import scriptorium.contract.result.Result;

/** Tables of {@code meta=siteinfo} that do not depend on the wiki. */
final class SiteTables {

    static final List<String> TAGS = List.of("pre", "nowiki", "gallery", "indicator", "ref", "references", "poem", "syntaxhighlight");
    static final List<String> FUNCTIONS = List.of("ns", "nse", "urlencode", "lcfirst", "ucfirst", "lc", "uc", "localurl", "localurle", "fullurl", "fullurle",
            "canonicalurl", "canonicalurle", "formatnum", "grammar", "gender", "plural", "padleft", "padright", "anchorencode", "filepath", "int", "defaultsort",
            "displaytitle", "tag", "special", "speciale", "if", "ifeq", "ifexpr", "iferror", "ifexist", "switch", "expr", "time", "timel", "rel2abs", "titleparts");
    static final List<String> VARIABLES = List.of("!", "=", "articlepath", "contentlanguage", "currentday", "currentday2", "currentdayname", "currentdow",
            "currenthour", "currentmonth", "currentmonth1", "currentmonthabbrev", "currentmonthname", "currentmonthnamegen", "currenttime", "currenttimestamp",
            "currentversion", "currentweek", "currentyear", "directionmark", "fullpagename", "fullpagenamee", "localday", "localtime", "localyear", "namespace",
            "namespacee", "namespacenumber", "numberofadmins", "numberofarticles", "numberofedits", "numberoffiles", "numberofpages", "numberofusers", "pageid",
            "pagelanguage", "pagename", "pagenamee", "revisionid", "revisiontimestamp", "revisionuser", "scriptpath", "server", "servername", "sitename",
            "stylepath", "subjectpagename", "subjectspace", "subpagename", "talkpagename", "talkspace");
    static final List<String> PROTOCOLS = List.of("bitcoin:", "ftp://", "ftps://", "geo:", "git://", "gopher://", "http://", "https://", "irc://", "ircs://",
            "magnet:", "mailto:", "matrix:", "mms://", "news:", "nntp://", "redis://", "sftp://", "sip:", "sips:", "sms:", "ssh://", "svn://", "tel:", "telnet://",
            "urn:", "wikipedia://", "worldwind://", "xmpp:", "//");

    private SiteTables() {}

    static Result.Items specialPages() {
        Result.Items items = Result.items("specialpage");
        for (String name : List.of("ApiHelp", "ApiSandbox", "Redirect", "RunJobs")) {
            items.add(Result.tree().put("realname", name).put("aliases", Result.items("alias").add(name)));
        }
        return items;
    }

    static Result.Items magicWords() {
        Result.Items items = Result.items("magicword");
        String[][] words = {
            {"redirect", "#REDIRECT"}, {"notoc", "__NOTOC__"}, {"nogallery", "__NOGALLERY__"}, {"forcetoc", "__FORCETOC__"}, {"toc", "__TOC__"},
            {"noeditsection", "__NOEDITSECTION__"}, {"img_thumbnail", "thumb", "thumbnail"}, {"img_right", "right"}, {"img_left", "left"}, {"img_none", "none"},
            {"img_center", "center", "centre"}, {"img_framed", "frame", "framed", "enframed"}, {"img_frameless", "frameless"}, {"img_upright", "upright"},
            {"img_border", "border"}, {"img_link", "link=$1"}, {"img_alt", "alt=$1"}, {"subst", "subst:"}, {"safesubst", "safesubst:"},
            {"defaultsort", "DEFAULTSORT:", "DEFAULTSORTKEY:", "DEFAULTCATEGORYSORT:"}, {"hiddencat", "__HIDDENCAT__"}, {"displaytitle", "DISPLAYTITLE"},
            {"newsectionlink", "__NEWSECTIONLINK__"}, {"index", "__INDEX__"}, {"noindex", "__NOINDEX__"}, {"staticredirect", "__STATICREDIRECT__"}};
        for (String[] word : words) {
            Result.Items aliases = Result.items("alias");
            for (int i = 1; i < word.length; i++) {
                aliases.add(word[i]);
            }
            items.add(Result.tree().put("name", word[0]).put("aliases", aliases).put("case-sensitive", !word[0].equals("redirect")));
        }
        return items;
    }

    static Result.Tree restrictions() {
        return Result.tree()
                .put("types", Result.items("type").add("create").add("edit").add("move").add("upload"))
                .put("levels", Result.items("level").add("").add("autoconfirmed").add("sysop"))
                .put("cascadinglevels", Result.items("level").add("sysop"))
                .put("semiprotectedlevels", Result.items("level").add("autoconfirmed"));
    }

    static Result.Tree defaultOptions() {
        return Result.tree().put("language", "en").put("skin", "scriptorium").put("gender", "unknown").put("nickname", "").put("fancysig", 0).put("minordefault", 0)
                .put("watchcreations", 1).put("watchdefault", 1).put("watchdeletion", 0).put("watchmoves", 0).put("watchuploads", 1);
    }
}
