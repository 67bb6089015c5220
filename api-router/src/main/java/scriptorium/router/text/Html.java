package scriptorium.router.text;

/** Text as HTML. */
public final class Html {

    private Html() {}

    /** Escaped for element content and for attributes in double quotes. */
    public static String text(String raw) {
        StringBuilder out = null;
        for (int i = 0; i < raw.length(); i++) {
            String entity = switch (raw.charAt(i)) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '"' -> "&quot;";
                default -> null;
            };
            if (entity != null && out == null) {
                out = new StringBuilder(raw.length() + 32).append(raw, 0, i);
            }
            if (out != null) {
                if (entity == null) {
                    out.append(raw.charAt(i));
                } else {
                    out.append(entity);
                }
            }
        }
        return out == null ? raw : out.toString();
    }
}
