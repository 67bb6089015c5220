package scriptorium.wikitext.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options of a file in a page.
 *
 * @param type "", "thumb", "manual", "frame", "frameless"; the first one counts
 * @param manual name of the file that is shown in place of a thumbnail
 * @param align "", "left", "right", "center", "none"; the first one counts
 * @param width pixels, 0 for the default
 * @param alt null when none is given
 * @param link null for the file's page, "" for none
 * @param lang language or page of the file that is asked for, empty for none
 * @param caption wikitext, null when none is given
 */
record MediaOptions(
        String type, String manual, String align, String valign, int width, int height, boolean border, double upright, String alt, String link, String css,
        String lang, int page, String caption) {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})?(?:x(\\d{1,5}))?\\s*(?:px)?");
    private static final Pattern UPRIGHT = Pattern.compile("\\d{0,4}+(?:\\.\\d{0,6}+)?+");
    private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8})*+");

    /** What the text of an option means where it stands: the words of the wiki's language, and whether a link may be one. */
    interface Reader {
        /** Text without markup, as attributes have it. */
        String plain(String text);

        /** The address or the title of a page that a link leads to. */
        String target(String text);

        boolean linkable(String target);
    }

    boolean framed() {
        return type.equals("thumb") || type.equals("manual") || type.equals("frame");
    }

    boolean block() {
        return framed() || !align.isEmpty();
    }

    static MediaOptions read(List<String> options, MediaWords words, Reader reader, boolean vector, boolean paged) {
        String type = "";
        String manual = "";
        String align = "";
        String valign = "";
        int width = 0;
        int height = 0;
        boolean border = false;
        double upright = 0;
        String alt = null;
        String link = null;
        String css = "";
        String lang = "";
        int page = 0;
        String caption = null;
        for (String raw : options) {
            MediaWords.Option option = words.read(raw.strip());
            String value = option.value().strip();
            boolean known = true;
            switch (option.name()) {
                case "width" -> {
                    Matcher size = SIZE.matcher(value);
                    int wide = size.matches() && size.group(1) != null ? Integer.parseInt(size.group(1)) : 0;
                    int high = size.matches() && size.group(2) != null ? Integer.parseInt(size.group(2)) : 0;
                    known = wide > 0 || high > 0;
                    width = known ? wide : width;
                    height = known ? high : height;
                }
                case "thumb", "frame", "frameless" -> type = type.isEmpty() ? option.name() : type;
                case "manual" -> {
                    manual = type.isEmpty() ? value : manual;
                    type = type.isEmpty() ? "manual" : type;
                }
                case "left", "right", "none", "center" -> align = align.isEmpty() ? option.name() : align;
                case "baseline", "sub", "super", "top", "text-top", "middle", "bottom", "text-bottom" -> valign = valign.isEmpty() ? option.name() : valign;
                case "border" -> border = true;
                case "upright" -> {
                    known = value.isEmpty() || UPRIGHT.matcher(value).matches() && !value.equals(".");
                    upright = known ? value.isEmpty() ? 0.75 : Double.parseDouble("0" + value) : upright;
                }
                case "alt" -> alt = reader.plain(value);
                case "class" -> css = reader.plain(value);
                case "link" -> {
                    String target = reader.target(value);
                    known = target.isEmpty() || reader.linkable(target);
                    link = known ? target : link;
                }
                case "lang" -> {
                    known = vector && LANGUAGE.matcher(value).matches();
                    lang = known ? value.toLowerCase(java.util.Locale.ROOT) : lang;
                }
                case "page" -> {
                    known = paged && value.matches("\\d{1,6}");
                    page = known ? Integer.parseInt(value) : page;
                }
                default -> known = false;
            }
            if (!known) {
                caption = raw;
            }
        }
        return new MediaOptions(type, manual, align, valign, width, height, border, upright, alt, link, css, lang, page, caption);
    }

    /** The options, which bars part; links are put away already. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (text.startsWith("-{", i)) {
                depth++;
                i++;
            } else if (text.startsWith("}-", i)) {
                depth--;
                i++;
            } else if (c == '|' && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
