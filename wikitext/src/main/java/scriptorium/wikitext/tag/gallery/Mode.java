package scriptorium.wikitext.tag.gallery;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;

/** How a gallery lays its boxes out, in pixels around the picture. */
enum Mode {
    TRADITIONAL(30, 5, true, 1),
    NOLINES(0, 5, false, 1),
    PACKED(0, 2, false, 1.5),
    PACKED_HOVER(0, 2, false, 1.5),
    PACKED_OVERLAY(0, 2, false, 1.5),
    SLIDESHOW(30, 5, false, 1);

    /** What stands beside a box in a row, borders of list and box together. */
    private static final int BORDERS = 8;
    private static final int OVERLAY_MARGIN = 20;

    private final int padding;
    private final int margin;
    private final boolean fixedHeight;
    private final double scale;

    Mode(int padding, int margin, boolean fixedHeight, double scale) {
        this.padding = padding;
        this.margin = margin;
        this.fixedHeight = fixedHeight;
        this.scale = scale;
    }

    /** The script that lays it out. */
    Optional<String> module() {
        return switch (this) {
            case TRADITIONAL, NOLINES -> Optional.empty();
            case PACKED, PACKED_HOVER, PACKED_OVERLAY -> Optional.of("mediawiki.page.gallery");
            case SLIDESHOW -> Optional.of("mediawiki.page.gallery.slideshow");
        };
    }

    static Mode of(String name) {
        for (Mode mode : values()) {
            if (mode.css().equals(name.toLowerCase(Locale.ROOT))) {
                return mode;
            }
        }
        return TRADITIONAL;
    }

    String css() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean packed() {
        return scale > 1;
    }

    /** Whether the caption lies over the picture. */
    boolean overlaid() {
        return this == PACKED_HOVER || this == PACKED_OVERLAY;
    }

    int row(int perRow, int width) {
        return packed() ? 0 : perRow * (width + padding + margin + BORDERS);
    }

    /** The size asked for: a packed gallery makes pictures larger than it shows them, as wide as they like. */
    String size(int width, int height) {
        return packed() ? (int) ((height * 10 + 100) * scale) + "x" + (int) (height * scale) : width + "x" + height;
    }

    /** @param made width of the picture as it was made, 0 when there is none */
    double width(int made, int width) {
        return packed() && made > 0 ? made / scale : width;
    }

    double height(int made) {
        return made / scale;
    }

    String box(double width) {
        return "width: " + pixels(width + padding + margin) + "px";
    }

    String frame(double width, int height, boolean found) {
        String tall = "height: " + (height + padding) + "px;";
        return !found ? tall : "width: " + pixels(width + padding) + "px;" + (fixedHeight ? " " + tall : "");
    }

    String caption(double width) {
        return "width: " + pixels(width - OVERLAY_MARGIN) + "px";
    }

    private static String pixels(double value) {
        return new BigDecimal(value, new MathContext(14)).stripTrailingZeros().toPlainString();
    }
}
