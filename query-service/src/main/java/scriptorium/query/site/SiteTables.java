package scriptorium.query.site;

import java.util.List;
import scriptorium.contract.result.Result;

/** Tables of {@code meta=siteinfo} that do not depend on the wiki. */
final class SiteTables {

    static final List<String> TAGS = List.of("pre", "nowiki", "gallery", "indicator", "ref", "references", "poem", "syntaxhighlight");
    static final List<String> PROTOCOLS = List.of("bitcoin:", "ftp://", "ftps://", "geo:", "git://", "gopher://", "http://", "https://", "irc://", "ircs://",
            "magnet:", "mailto:", "matrix:", "mms://", "news:", "nntp://", "redis://", "sftp://", "sip:", "sips:", "sms:", "ssh://", "svn://", "tel:", "telnet://",
            "urn:", "worldwind://", "xmpp:", "//");

    private SiteTables() {}

    static Result.Items specialPages() {
        Result.Items items = Result.items("specialpage");
        for (String name : List.of("ApiHelp", "ApiSandbox", "Redirect", "RunJobs")) {
            items.add(Result.tree().put("realname", name).put("aliases", Result.items("alias").add(name)));
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
        return Result.tree().put("date", "default").put("diff-type", "table").put("diffonly", 0).put("disablemail", 0).put("fancysig", 0).put("gender", "unknown")
                .put("hideminor", 0).put("language", "en").put("minordefault", 0).put("nickname", "").put("rcdays", 7).put("rclimit", 50).put("skin", "scriptorium")
                .put("timecorrection", "System|0").put("usenewrc", 1).put("watchcreations", 1).put("watchdefault", 1).put("watchdeletion", 0)
                .put("watchlistdays", 7).put("watchmoves", 0).put("watchrollback", 0).put("watchuploads", 1);
    }

    /** When accounts become "autoconfirmed": at once. */
    static Result.Tree autopromote() {
        return Result.tree().put("autoconfirmed", new Result.Keyed("condition", Result.Shape.ASSOC).put("operand", "&").put("0", condition("APCOND_EDITCOUNT"))
                .put("1", condition("APCOND_AGE")));
    }

    private static Result.Tree condition(String name) {
        return Result.tree().put("condname", name).put("params", Result.items("param").add(0));
    }

    static Result.Keyed thumbLimits() {
        Result.Keyed limits = new Result.Keyed("limit", Result.Shape.BC_ASSOC);
        int[] widths = {120, 150, 180, 200, 250, 300};
        for (int i = 0; i < widths.length; i++) {
            limits.put(String.valueOf(i), widths[i]);
        }
        return limits;
    }

    static Result.Keyed imageLimits() {
        Result.Keyed limits = new Result.Keyed("limit", Result.Shape.BC_ASSOC);
        int[][] sizes = {{320, 240}, {640, 480}, {800, 600}, {1024, 768}, {1280, 1024}, {2560, 2048}};
        for (int i = 0; i < sizes.length; i++) {
            limits.put(String.valueOf(i), Result.tree().put("width", sizes[i][0]).put("height", sizes[i][1]));
        }
        return limits;
    }
}
