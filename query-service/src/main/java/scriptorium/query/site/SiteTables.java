package scriptorium.query.site;

import java.util.List;
import scriptorium.contract.result.Result;

/** Tables of {@code meta=siteinfo} that do not depend on the wiki. */
final class SiteTables {

    static final List<String> TAGS = List.of("pre", "nowiki", "gallery", "indicator", "langconvert", "ref", "references", "poem", "source", "syntaxhighlight", "templatestyles");
    static final List<String> PROTOCOLS = List.of("bitcoin:", "ftp://", "ftps://", "geo:", "git://", "gopher://", "http://", "https://", "irc://", "ircs://",
            "magnet:", "mailto:", "matrix:", "mms://", "news:", "nntp://", "redis://", "sftp://", "sip:", "sips:", "sms:", "ssh://", "svn://", "tel:", "telnet://",
            "urn:", "worldwind://", "xmpp:", "//");

    private SiteTables() {}

    /** Names under which special pages are known, also those that this wiki has no page for: clients look names up here. */
    static Result.Items specialPages() {
        return Result.Items.of("specialpage", SiteData.table("special-pages.tsv").stream()
                .map(row -> Result.tree().put("realname", row.getFirst()).put("aliases", Result.Items.of("alias", row.subList(1, row.size())))).toList());
    }

    static Result.Items skins() {
        return Result.Items.of("skin", Skins.all().stream().map(skin -> Result.tree()
                .put("code", skin.code()).flag("default", skin.code().equals(Skins.DEFAULT)).flag("unusable", !skin.usable()).content("name", skin.name())).toList());
    }

    /** What of MediaWiki's extensions is part of this software. */
    static Result.Items extensions() {
        return Result.Items.of("ext", List.of("Cite", "ParserFunctions", "Poem", "SyntaxHighlight").stream()
                .map(name -> Result.tree().put("type", "parserhook").put("name", name).put("url", "https://www.mediawiki.org/wiki/Extension:" + name)).toList());
    }

    static Result.Tree restrictions() {
        return Result.tree()
                .put("types", Result.items("type").add("create").add("edit").add("move").add("upload"))
                .put("levels", Result.items("level").add("").add("autoconfirmed").add("sysop"))
                .put("cascadinglevels", Result.items("level").add("sysop"))
                .put("semiprotectedlevels", Result.items("level").add("autoconfirmed"));
    }

    static Result.Tree defaultOptions() {
        Result.Tree options = Result.tree();
        SiteData.json("default-options.json").forEach(option ->
                options.set(option.getKey(), kept(option.getValue())));
        return options;
    }

    private static Object kept(Object value) {
        return switch (value) {
            case Integer number -> (long) number;
            case Boolean flag -> new Result.Bool(flag);
            default -> value;
        };
    }

    /** When accounts become "autoconfirmed": at once. */
    static Result.Tree autopromote() {
        return Result.tree().put("autoconfirmed", Result.tree().put("operand", "&").put("0", condition("APCOND_EDITCOUNT")).put("1", condition("APCOND_AGE")));
    }

    private static Result.Tree condition(String name) {
        return Result.tree().put("condname", name).put("params", Result.items("_v").add(0));
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
