package scriptorium.wikitext.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options of a file in a page.
 *
 * @param type "", "thumb", "frame", "frameless"
 * @param align "", "left", "right", "center", "none"
 * @param width pixels, 0 for the default
 * @param link null for the file's page, "" for none
 */
record MediaOptions(String type, String align, String valign, int width, int height, boolean border, double upright, String alt, String link, String css, String caption) {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})?(?:x(\\d{1,5}))?\\s*px(?:px)?");

    static MediaOptions read(String text) {
        String type = "";
        String align = "";
        String valign = "";
        int width = 0;
        int height = 0;
        boolean border = false;
        double upright = 0;
        String alt = null;
        String link = null;
        String css = "";
        String caption = "";
        for (String raw : split(text)) {
            String option = raw.strip();
            Matcher size = SIZE.matcher(option);
            if (size.matches() && (size.group(1) != null || size.group(2) != null)) {
                width = size.group(1) == null ? 0 : Integer.parseInt(size.group(1));
                height = size.group(2) == null ? 0 : Integer.parseInt(size.group(2));
                continue;
            }
            switch (option) {
                case "thumb", "thumbnail" -> type = "thumb";
                case "frame", "framed", "enframed" -> type = "frame";
                case "frameless" -> type = "frameless";
                case "left", "right", "none" -> align = option;
                case "center", "centre" -> align = "center";
                case "baseline", "sub", "super", "top", "text-top", "middle", "bottom", "text-bottom" -> valign = option;
                case "border" -> border = true;
                case "upright" -> upright = 0.75;
                default -> {
                    if (option.startsWith("alt=")) {
                        alt = option.substring(4).strip();
                    } else if (option.startsWith("link=")) {
                        link = option.substring(5).strip();
                    } else if (option.startsWith("class=")) {
                        css = option.substring(6).strip();
                    } else if (option.matches("upright[ =][0-9.]{1,6}")) {
                        upright = Double.parseDouble("0" + option.substring(8));
                    } else if (!option.startsWith("lang=") && !option.startsWith("page=")) {
                        caption = raw;
                    }
                }
            }
        }
        return new MediaOptions(type, align, valign, width, height, border, upright, alt, link, css, caption.strip());
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("[[", i)) {
                depth++;
                i++;
            } else if (text.startsWith("]]", i)) {
                depth--;
                i++;
            } else if (text.charAt(i) == '|' && depth <= 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
