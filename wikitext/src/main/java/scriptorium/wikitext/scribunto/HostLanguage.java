package scriptorium.wikitext.scribunto;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import scriptorium.wikitext.language.DateParser;
import scriptorium.wikitext.language.Language;
import scriptorium.wikitext.language.Languages;
import scriptorium.wikitext.language.TimeFormat;
import scriptorium.wikitext.lua.Args;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaTable;
import scriptorium.wikitext.lua.Numbers;
import scriptorium.wikitext.lua.lib.Library;

/** Languages: names, numbers, dates, plurals, letters. */
final class HostLanguage {

    private HostLanguage() {}

    static void install(ScriptRun run, Library host) {
        host.one("fetchLanguageName", (l, a) -> Lua.bytes(Languages.name(a.string(0), "")));
        host.one("fetchLanguageNames", (l, a) -> {
            LuaTable out = new LuaTable(l);
            for (String code : Locale.getISOLanguages()) {
                String name = Languages.name(code, "");
                if (!name.isEmpty()) {
                    out.set(code, Lua.bytes(name));
                }
            }
            return out;
        });
        host.one("isKnownLanguageTag", (l, a) -> Languages.isKnown(a.string(0)));
        host.one("isSupportedLanguage", (l, a) -> Languages.isKnown(a.string(0)) && a.string(0).equals(a.string(0).toLowerCase(Locale.ROOT)));
        host.one("isValidBuiltInCode", (l, a) -> Languages.isCode(a.string(0)));
        host.one("isValidCode", (l, a) -> !a.string(0).isEmpty() && a.string(0).chars().noneMatch(c -> ":/\\<>\"'&{}[]|\0".indexOf(c) >= 0));
        host.one("changeCase", (l, a) -> l.allocated(Lua.bytes(changed(Languages.of(a.string(0)), a.string(1), Lua.text(a.string(2))))));
        host.one("formatNum", (l, a) -> Lua.bytes(Languages.of(a.string(0)).number(Numbers.text(a.number(1)), !a.truth(2))));
        host.one("rawNumber", (l, a) -> Lua.bytes(Languages.of(a.string(0)).rawNumber(Lua.text(a.string(1)))));
        host.add("formatDate", (l, a) -> date(run, a));
        host.one("plural", (l, a) -> {
            List<String> forms = new ArrayList<>();
            LuaTable given = a.table(2);
            for (int i = 1; i <= given.length(); i++) {
                forms.add(Lua.text(l.tostring(given.get(i))));
            }
            return Lua.bytes(Languages.of(a.string(0)).plural(a.number(1), forms));
        });
    }

    private static String changed(Language language, String how, String text) {
        return switch (how) {
            case "lc" -> language.lower(text);
            case "uc" -> language.upper(text);
            case "lcfirst" -> language.lowerFirst(text);
            default -> language.upperFirst(text);
        };
    }

    private static Object[] date(ScriptRun run, Args a) {
        ZonedDateTime now = run.state.request.now().atZone(ZoneOffset.UTC).withNano(0);
        String written = Lua.text(a.string(2));
        Optional<ZonedDateTime> time = written.isBlank() ? Optional.of(now) : DateParser.parse(written, now);
        if (time.isEmpty()) {
            return new Object[] {null, Boolean.TRUE};
        }
        return Lua.one(Lua.bytes(new TimeFormat(Languages.of(a.string(0))).format(Lua.text(a.string(1)), time.get().withZoneSameInstant(ZoneOffset.UTC))));
    }
}
