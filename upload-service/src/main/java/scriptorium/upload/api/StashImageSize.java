package scriptorium.upload.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;

/** The size of a thumbnail as parameters tell it; -1 for what is not said. */
record StashImageSize(long width, long height) {

    private static final Pattern TEXT = Pattern.compile("(?:page\\d+-|lang[a-z-]+-)?(\\d{1,6})px");

    /** @param text of {@code urlparam}: "120px" */
    static StashImageSize of(long width, long height, String text) {
        if (text.isEmpty() || width <= 0 && height <= 0) {
            return new StashImageSize(width, height);
        }
        Matcher given = TEXT.matcher(text);
        if (!given.matches()) {
            throw ApiException.of("invalidurlparam", "apierror-invalidurlparam", Arg.raw("sii"), Arg.raw(text));
        }
        return new StashImageSize(width > 0 ? width : Long.parseLong(given.group(1)), height);
    }
}
