package scriptorium.wikitext.convert;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.text.Ascii;

/** Words in another script, letter by letter. */
final class Scripts {

    private static final String LATIN = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š";
    private static final String CYRILLIC = "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш";
    private static final Pattern WORD = Pattern.compile("[\\p{L}]+");
    private static final Pattern ROMAN = Pattern.compile("(?=[IVXLCDM])M{0,4}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})");
    private static final String[] FROM = LATIN.split(" ");
    private static final String[] TO = CYRILLIC.split(" ");

    private Scripts() {}

    static String convert(String text, String variant) {
        return switch (variant) {
            case "sr-ec", "sh-cyrl" -> WORD.matcher(text).replaceAll(found -> Matcher.quoteReplacement(ROMAN.matcher(found.group()).matches() ? found.group() : toCyrillic(found.group())));
            case "sr-el", "sh-latn" -> toLatin(text);
            case "zh-tw", "zh-hk", "zh-mo", "zh-hant", "gan-hant", "wuu-hant" -> Chinese.TO_TRADITIONAL.transliterate(text);
            case "zh-cn", "zh-sg", "zh-my", "zh-hans", "gan-hans", "wuu-hans" -> Chinese.TO_SIMPLIFIED.transliterate(text);
            case "en-x-piglatin" -> WORD.matcher(text).replaceAll(found -> Matcher.quoteReplacement(pigLatin(found.group())));
            default -> Alphabets.convert(text, variant);
        };
    }

    private static final class Chinese {
        private static final Transliterator TO_TRADITIONAL = Transliterator.getInstance("Hans-Hant");
        private static final Transliterator TO_SIMPLIFIED = Transliterator.getInstance("Hant-Hans");
    }

    private static String toCyrillic(String word) {
        StringBuilder out = new StringBuilder(word.length());
        int at = 0;
        while (at < word.length()) {
            int best = -1;
            for (int i = 0; i < FROM.length; i++) {
                if (word.regionMatches(true, at, FROM[i], 0, FROM[i].length()) && (best < 0 || FROM[i].length() > FROM[best].length())) {
                    best = i;
                }
            }
            if (best < 0) {
                out.append(word.charAt(at++));
                continue;
            }
            out.append(Character.isUpperCase(word.charAt(at)) ? TO[best].toUpperCase(Locale.ROOT) : TO[best]);
            at += FROM[best].length();
        }
        return out.toString();
    }

    private static String toLatin(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char lower = Character.toLowerCase(c);
            int index = lower < 0x400 ? -1 : java.util.Arrays.asList(TO).indexOf(String.valueOf(lower));
            if (index < 0) {
                out.append(c);
            } else if (lower == c) {
                out.append(FROM[index]);
            } else {
                boolean capitals = i + 1 < text.length() && Character.isUpperCase(text.charAt(i + 1));
                out.append(capitals ? FROM[index].toUpperCase(Locale.ROOT) : Character.toUpperCase(FROM[index].charAt(0)) + FROM[index].substring(1));
            }
        }
        return out.toString();
    }

    /** The children's game: consonants go to the end. */
    private static String pigLatin(String word) {
        if (ROMAN.matcher(word).matches() || !Ascii.only(word)) {
            return word;
        }
        int at = 0;
        while (at < word.length() && "aeiouAEIOU".indexOf(word.charAt(at)) < 0 && !(at > 0 && (word.charAt(at) == 'y' || word.charAt(at) == 'Y'))) {
            at += word.regionMatches(true, at, "qu", 0, 2) ? 2 : 1;
        }
        String head = word.substring(0, Math.min(at, word.length()));
        String tail = word.substring(head.length());
        if (head.isEmpty()) {
            return word + "way";
        }
        boolean capital = Character.isUpperCase(head.charAt(0));
        String joined = tail + head.toLowerCase(Locale.ROOT) + "ay";
        return capital ? Character.toUpperCase(joined.charAt(0)) + joined.substring(1) : joined;
    }
}
