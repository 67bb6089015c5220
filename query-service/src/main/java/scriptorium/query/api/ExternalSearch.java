package scriptorium.query.api;

import java.util.List;
import java.util.regex.Pattern;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.query.index.ExternalUrl;
import scriptorium.query.index.SqlText;

/** How {@code prop=extlinks} and {@code list=exturlusage} look for addresses: by protocol and a pattern of the domain with the beginning of the path. */
final class ExternalSearch {

    static final String[] PROTOCOLS = {"", "bitcoin", "ftp", "ftps", "geo", "git", "gopher", "http", "https", "irc", "ircs", "magnet", "mailto", "matrix", "mms", "news",
        "nntp", "redis", "sftp", "sip", "sips", "sms", "ssh", "svn", "tel", "telnet", "urn", "worldwind", "xmpp"};
    private static final List<String> WITHOUT_SLASHES = List.of("bitcoin", "geo", "magnet", "mailto", "matrix", "news", "sip", "sips", "sms", "tel", "urn", "xmpp");
    private static final Pattern DOMAIN = Pattern.compile("(\\*\\.)?[^*/?#@]*|\\*");

    private ExternalSearch() {}

    static Param<String> protocol(Params params) {
        return params.choice("protocol", PROTOCOLS).orElse("");
    }

    /** @param query domain and beginning of the path, the domain perhaps with {@code *.} before it */
    static void where(SqlText sql, String query, String protocol) {
        String text = query;
        int slash = text.indexOf('/');
        String domain = slash < 0 ? text : text.substring(0, slash);
        String path = slash < 0 ? "" : text.substring(slash);
        if (!DOMAIN.matcher(domain).matches() || path.contains("*")) {
            throw ApiException.of("badquery", "apierror-badquery");
        }
        boolean wild = domain.startsWith("*");
        // A domain alone stands for all domains below it, too.
        boolean within = wild || path.isEmpty();
        String turned = domain.equals("*") ? "" : ExternalUrl.reversed(wild ? domain.substring(2) : domain);
        String[] begins = (protocol.isEmpty() ? List.of("http", "https") : List.of(protocol)).stream()
                .map(p -> p + (WITHOUT_SLASHES.contains(p) ? ":" : "://") + turned).toArray(String[]::new);
        if (within) {
            sql.where("(" + "l.domain >= ? AND l.domain < ?" + (begins.length > 1 ? " OR l.domain >= ? AND l.domain < ?" : "") + ")",
                    java.util.Arrays.stream(begins).flatMap(b -> java.util.stream.Stream.of(b, b + "\uFFFF")).toArray());
        } else {
            sql.where("l.domain = ANY(?)", (Object) begins);
        }
        sql.whereIf(!path.isEmpty(), "starts_with(l.path, ?)", path);
    }
}
