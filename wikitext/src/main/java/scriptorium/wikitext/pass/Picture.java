package scriptorium.wikitext.pass;

import scriptorium.wikitext.api.FileInfo;

/**
 * One picture in the size that a page asks for.
 *
 * @param src address
 * @param set other sizes for finer screens, empty for none
 */
record Picture(String src, int width, int height, String set) {

    private static final double[] DENSITIES = {1.5, 2};

    /** @param thumb width of a thumbnail that says none */
    static Picture of(FileInfo info, MediaOptions o, int thumb) {
        boolean vector = info.isVector();
        String variant = variant(info, o);
        boolean small = o.type().equals("thumb") || o.type().equals("frameless");
        boolean whole = o.type().equals("frame") || o.type().equals("manual");
        int wanted = whole ? info.width() : o.width() > 0 ? o.width() : small && o.height() == 0 ? upright(thumb, o) : info.width();
        if (!whole && o.height() > 0 && info.height() > 0) {
            int byHeight = Math.max(1, (int) fit((double) info.width(), info.height(), o.height()));
            wanted = o.width() > 0 ? Math.min(wanted, byHeight) : byHeight;
        }
        wanted = small && !vector && wanted > info.width() ? info.width() : wanted;
        int height = info.width() == 0 ? 0 : Math.max(1, (int) Math.round((double) info.height() * wanted / info.width()));
        StringBuilder set = new StringBuilder();
        String src = info.scaled(wanted, variant);
        if (!src.equals(info.url())) {
            String last = src;
            for (double density : DENSITIES) {
                String finer = info.scaled((int) Math.round(wanted * density), variant);
                if (!finer.equals(last)) {
                    set.append(set.isEmpty() ? "" : ", ").append(encode(finer)).append(density == 2 ? " 2x" : " 1.5x");
                }
                last = finer;
            }
        }
        return new Picture(encode(src), wanted, height, set.toString());
    }

    /** The widest width at which a picture is no higher than asked for. */
    private static double fit(double width, double height, double box) {
        double ideal = width * box / height;
        double up = Math.ceil(ideal);
        return Math.round(up * height / width) > box ? Math.floor(ideal) : up;
    }

    private static int upright(int thumb, MediaOptions o) {
        return o.upright() > 0 ? (int) Math.round(thumb * o.upright() / 10 - 0.001) * 10 : thumb;
    }

    private static String variant(FileInfo info, MediaOptions o) {
        if (info.isVector()) {
            return o.lang().isEmpty() || o.lang().equals("en") ? "" : "lang" + o.lang() + "-";
        }
        return info.pages() > 0 ? "page" + Math.max(1, o.page()) + "-" : "";
    }

    private static String encode(String url) {
        return Sanitizer.link(url.replace(" ", "%20").replace("\"", "%22").replace("(", "%28").replace(")", "%29"));
    }
}
