package scriptorium.auth.options;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;

/** The preferences of MediaWiki with its defaults, in the order in which it lists them. */
@ApplicationScoped
public class Preferences {

    public static final String OF_SCRIPTS = "userjs-";

    private static final int MAX_BYTES = 65_530;
    private static final int MAX_KEY_BYTES = 255;
    private static final Pattern SCRIPT_KEY = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})");
    private static final Pattern OFFSET = Pattern.compile("Offset\\|([+-]?\\d{1,5})");
    private static final Pattern ZONE = Pattern.compile("ZoneInfo\\|([+-]?\\d{1,5})\\|(.{1,64})");
    private static final Pattern CLOCK = Pattern.compile("([+-]?)(\\d{1,2}):(\\d{2})");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}");
    private static final int MOST_MINUTES = 14 * 60;

    // Name, value when nothing was chosen ("-" for the empty text, "?" for none), check.
    private static final String TABLE = """
            minerva-theme day any
            vector-limited-width 1 any
            vector-page-tools-pinned 1 any
            vector-main-menu-pinned 1 any
            vector-toc-pinned 1 any
            vector-appearance-pinned 1 any
            vector-font-size 0 0|1|2
            vector-theme day day|night|os
            ccmeonemails 0 any
            date default default|mdy|dmy|ymd|ISO_8601
            diffonly 0 any
            diff-type table any
            disablemail 0 any
            editfont monospace monospace|sans-serif|serif
            editondblclick 0 any
            editrecovery 0 none
            editsectiononrightclick 0 any
            email-allow-new-users 1 any
            enotifminoredits 0 none
            enotifrevealaddr 0 none
            enotifusertalkpages 1 none
            enotifwatchlistpages 1 none
            extendwatchlist 1 any
            fancysig 0 any
            forceeditsummary 0 any
            forcesafemode 0 any
            gender unknown unknown|female|male
            hidecategorization 1 none
            hideminor 0 any
            hidepatrolled 0 none
            imagesize 2 0|1|2|3|4|5
            minordefault 0 any
            newpageshidepatrolled 0 none
            nickname - signature
            norollbackdiff 0 any
            prefershttps 1 none
            previewonfirst 0 any
            previewontop 1 any
            pst-cssjs 1 any
            rcdays 7 days
            rcenhancedfilters-disable 0 any
            rclimit 50 1..1000
            requireemail 0 any
            search-match-redirect true any
            search-special-page Search any
            search-thumbnail-extra-namespaces true none
            searchlimit 20 1..500
            showhiddencats 0 any
            shownumberswatching 1 none
            showrollbackconfirmation 0 none
            skin vector-2022 vector-2022|vector|minerva|monobook|timeless
            skin-responsive 1 any
            thumbsize 5 0|1|2|3|4|5
            underline 2 0|1|2
            useeditwarning 1 any
            uselivepreview 0 any
            usenewrc 1 any
            watchcreations 1 any
            watchdefault 1 any
            watchdeletion 0 none
            watchlistdays 7 days
            watchlisthideanons 0 any
            watchlisthidebots 0 any
            watchlisthidecategorization 1 none
            watchlisthideliu 0 any
            watchlisthideminor 0 any
            watchlisthideown 0 any
            watchlisthidepatrolled 0 none
            watchlistreloadautomatically 0 none
            watchlistunwatchlinks 0 any
            watchmoves 0 any
            watchrollback 0 none
            watchuploads 1 any
            wlenhancedfilters-disable 0 any
            wllimit 250 1..1000
            timecorrection System|0 time
            language en language
            variant en none
            variant-ban ban any
            variant-en en none
            variant-crh crh any
            variant-gan gan any
            variant-iu iu any
            variant-ku ku any
            variant-mni mni any
            variant-sh sh-latn any
            variant-shi shi any
            variant-sr sr any
            variant-tg tg any
            variant-tly tly any
            variant-uz uz any
            variant-wuu wuu any
            variant-zgh zgh any
            variant-zh zh any
            searchNs0 1 any
            searchNs1 0 any
            searchNs2 0 any
            searchNs3 0 any
            searchNs4 0 any
            searchNs5 0 any
            searchNs6 0 any
            searchNs7 0 any
            searchNs8 0 any
            searchNs9 0 any
            searchNs10 0 any
            searchNs11 0 any
            searchNs12 0 any
            searchNs13 0 any
            searchNs14 0 any
            searchNs15 0 any
            watchlisttoken ? any
            rcfilters-saved-queries ? any
            rcfilters-wl-saved-queries ? any
            rcfilters-limit ? any
            rcfilters-rc-collapsed ? any
            rcfilters-wl-collapsed ? any
            realname ? elsewhere
            emailaddress ? elsewhere
            password ? elsewhere
            username ? elsewhere
            usergroups ? elsewhere
            editcount ? elsewhere
            registrationdate ? elsewhere
            emailauthentication ? elsewhere
            """;

    private final Map<String, Preference> known = new LinkedHashMap<>();

    Preferences() {
        TABLE.lines().map(line -> line.split(" ")).forEach(row -> known.put(row[0], new Preference(row[0], fallback(row[1]), check(row[2]))));
    }

    private static Optional<Object> fallback(String text) {
        return switch (text) {
            case "?" -> Optional.empty();
            case "-" -> Optional.of("");
            case "true" -> Optional.of(true);
            default -> Optional.of(WHOLE.matcher(text).matches() ? (Object) Long.valueOf(text) : text);
        };
    }

    private static Preference.Check check(String text) {
        return switch (text) {
            case "any" -> new Preference.Check.Any();
            case "none" -> new Preference.Check.NotOffered();
            case "elsewhere" -> new Preference.Check.SetElsewhere();
            case "language" -> new Preference.Check.LanguageCode();
            case "time" -> new Preference.Check.TimeCorrection();
            case "signature" -> new Preference.Check.Signature(255);
            case "days" -> new Preference.Check.Between(1 / 24.0, 90, false);
            default -> text.contains("..")
                    ? new Preference.Check.Between(Integer.parseInt(text.substring(0, text.indexOf('.'))),
                            Integer.parseInt(text.substring(text.lastIndexOf('.') + 1)), true)
                    : new Preference.Check.OneOf(Set.of(text.replace('_', ' ').split("\\|")));
        };
    }

    /** All values that hold for a user: what was chosen, else the default. Chosen ones are text, but for "0". */
    public Map<String, Object> effective(Map<String, String> chosen) {
        Map<String, Object> all = new LinkedHashMap<>();
        known.values().forEach(preference -> preference.fallback().ifPresent(value -> all.put(preference.name(), value)));
        new TreeMap<>(chosen).forEach((name, value) -> all.put(name, value.equals("0") ? (Object) 0L : value));
        return all;
    }

    /** As {@code resetkinds} tells preferences apart. */
    public String kind(String name) {
        if (name.startsWith(OF_SCRIPTS)) {
            return "userjs";
        }
        Preference preference = known.get(name);
        if (preference == null || preference.check() instanceof Preference.Check.NotOffered) {
            return "unused";
        }
        return preference.check() instanceof Preference.Check.SetElsewhere ? "special" : "registered";
    }

    /** What came of looking at a wish. */
    public sealed interface Verdict {
        /** @param value to keep; empty to go back to the default */
        record Accepted(Optional<String> value) implements Verdict {}

        record Refused(Msg why) implements Verdict {}
    }

    /** Whether a preference may be given this value; empty stands for its default. */
    public Verdict check(String name, Optional<String> value) {
        if (name.startsWith(OF_SCRIPTS)) {
            return script(name, value);
        }
        Preference preference = known.get(name);
        if (preference == null) {
            return refused("apiwarn-validationfailed-badpref");
        }
        Optional<String> normal = value.map(text -> preference.check() instanceof Preference.Check.TimeCorrection ? clock(text) : text);
        Optional<Msg> refusal = switch (preference.check()) {
            case Preference.Check.NotOffered _ -> Optional.of(why("apiwarn-validationfailed-badpref"));
            case Preference.Check.SetElsewhere _ -> Optional.of(why("apiwarn-validationfailed-cannotset"));
            case Preference.Check check -> normal.flatMap(text -> refusal(check, text));
        };
        return refusal.<Verdict>map(Verdict.Refused::new)
                .orElseGet(() -> new Verdict.Accepted(normal.filter(text -> !preference.keptFallback().equals(Optional.of(text)))));
    }

    private static Verdict script(String name, Optional<String> value) {
        if (name.length() > MAX_KEY_BYTES) {
            return refused("apiwarn-validationfailed-keytoolong", Arg.num(MAX_KEY_BYTES));
        }
        if (!SCRIPT_KEY.matcher(name).matches()) {
            return refused("apiwarn-validationfailed-badchars");
        }
        if (value.isPresent() && value.get().getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_BYTES) {
            return refused("apiwarn-validationfailed-valuetoolong", Arg.num(MAX_BYTES));
        }
        return new Verdict.Accepted(value);
    }

    private static Optional<Msg> refusal(Preference.Check check, String text) {
        return switch (check) {
            case Preference.Check.OneOf(Set<String> values) when !values.contains(text) -> Optional.of(why("htmlform-select-badoption"));
            case Preference.Check.Between between -> outside(between, text);
            case Preference.Check.LanguageCode _ when !isLanguage(text) -> Optional.of(why("htmlform-select-badoption"));
            case Preference.Check.TimeCorrection _ when !isTimeCorrection(text) -> Optional.of(why("timezone-invalid"));
            case Preference.Check.Signature(int most) when text.codePointCount(0, text.length()) > most -> Optional.of(why("badsiglength", Arg.num(most)));
            case Preference.Check _ when text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_BYTES ->
                Optional.of(why("apiwarn-validationfailed-valuetoolong", Arg.num(MAX_BYTES)));
            case Preference.Check _ -> Optional.empty();
        };
    }

    private static Optional<Msg> outside(Preference.Check.Between between, String text) {
        String number = text.strip();
        if (number.isEmpty()) {
            return Optional.empty();
        }
        if (!NUMBER.matcher(number).matches()) {
            return Optional.of(why("htmlform-float-invalid"));
        }
        if (between.whole() && !WHOLE.matcher(number).matches()) {
            return Optional.of(why("htmlform-int-invalid"));
        }
        double value = Double.parseDouble(number);
        return value < between.min() ? Optional.of(why("htmlform-int-toolow", limit(between.min())))
                : value > between.max() ? Optional.of(why("htmlform-int-toohigh", limit(between.max()))) : Optional.empty();
    }

    private static Arg limit(double number) {
        return number == Math.rint(number) ? Arg.rawNum((long) number) : Arg.raw(String.valueOf(number));
    }

    private static boolean isLanguage(String code) {
        String language = code.indexOf('-') > 0 ? code.substring(0, code.indexOf('-')) : code;
        return LANGUAGE.matcher(code).matches() && !Locale.of(language).getDisplayLanguage(Locale.ENGLISH).equals(language);
    }

    private static String clock(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            int minutes = Integer.parseInt(clock.group(2)) * 60 + Integer.parseInt(clock.group(3));
            return "Offset|" + (clock.group(1).equals("-") ? -minutes : minutes);
        }
        return text.startsWith("System|") ? "System|0" : text;
    }

    private static boolean isTimeCorrection(String text) {
        Matcher offset = OFFSET.matcher(text);
        if (offset.matches()) {
            return Math.abs(Integer.parseInt(offset.group(1))) <= MOST_MINUTES;
        }
        Matcher zone = ZONE.matcher(text);
        return text.equals("System|0") || zone.matches() && isZone(zone.group(2));
    }

    private static boolean isZone(String name) {
        try {
            return !ZoneId.of(name).getId().isEmpty();
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static Msg why(String key, Arg... args) {
        return Msg.of("", key, args);
    }

    private static Verdict refused(String key, Arg... args) {
        return new Verdict.Refused(why(key, args));
    }
}
