package scriptorium.wikitext.scribunto;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import scriptorium.wikitext.language.DateParser;
import scriptorium.wikitext.language.KnownLanguage;
import scriptorium.wikitext.language.Language;
import scriptorium.wikitext.language.Languages;
import scriptorium.wikitext.language.TimeFormat;
import scriptorium.wikitext.lua.Args;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaTable;
import scriptorium.wikitext.lua.lib.Library;

/** Languages: names, numbers, dates, plurals, letters. */
final class HostLanguage {

    private static final double SMALLEST = 1e-4;

    private HostLanguage() {}

    static void install(ScriptRun run, Library host) {
        host.one("fetchLanguageName", (l, a) -> Lua.bytes(autonym(a.string(0))));
        host.one("fetchLanguageNames", (l, a) -> {
            LuaTable out = new LuaTable(l);
            KnownLanguage.all().forEach((code, language) -> out.set(code, Lua.bytes(language.autonym())));
            return out;
        });
        host.one("isKnownLanguageTag", (l, a) -> KnownLanguage.of(a.string(0)).isPresent());
        host.one("bcp47", (l, a) -> KnownLanguage.of(a.string(0)).map(KnownLanguage::bcp47).orElse(a.string(0)));
        host.one("isRightToLeft", (l, a) -> KnownLanguage.of(a.string(0)).filter(KnownLanguage::isRightToLeft).isPresent());
        host.one("fallbacks", (l, a) -> {
            LuaTable out = new LuaTable(l);
            KnownLanguage.standIns(a.string(0)).forEach(code -> out.set(out.length() + 1, code));
            return out;
        });
        host.one("isSupportedLanguage", (l, a) -> KnownLanguage.of(a.string(0)).isPresent());
        host.one("isValidBuiltInCode", (l, a) -> a.string(0).matches("[a-z0-9-]{2,}"));
        host.one("isValidCode", (l, a) -> !a.string(0).isEmpty() && a.string(0).chars().noneMatch(c -> ":/\\<>\"'&{}[]|\0".indexOf(c) >= 0));
        host.one("changeCase", (l, a) -> l.allocated(Lua.bytes(changed(Languages.of(a.string(0)), a.string(1), Lua.text(a.string(2))))));
        host.one("formatNum", (l, a) -> {
            Language language = numbers(a.string(0));
            String written = plain(a.number(1));
            return Lua.bytes(a.truth(2) ? language.digits(written) : language.number(written, true));
        });
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

    /** A language of which nothing is known writes numbers as its fallback does, but for digits of its own. */
    private static Language numbers(String code) {
        return Languages.isKnown(code) ? Languages.of(code)
                : KnownLanguage.standIns(code).stream().filter(Languages::isKnown).map(Languages::of).filter(language -> language.digits("0").equals("0"))
                        .findFirst().orElseGet(() -> Languages.of("en"));
    }

    /** With 14 digits and no exponent; what is too small is nothing. */
    private static String plain(double number) {
        if (Math.abs(number) < SMALLEST) {
            return "0";
        }
        return new BigDecimal(number).round(new MathContext(14, RoundingMode.HALF_EVEN)).stripTrailingZeros().toPlainString();
    }

    private static String changed(Language language, String how, String text) {
        return switch (how) {
            case "lc" -> Ustring.lower(text);
            case "uc" -> text.toUpperCase(Locale.ROOT);
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

    /** Empty when there is no such language. */
    private static String autonym(String code) {
        return KnownLanguage.of(code.toLowerCase(Locale.ROOT)).map(KnownLanguage::autonym).orElse("");
    }
}
