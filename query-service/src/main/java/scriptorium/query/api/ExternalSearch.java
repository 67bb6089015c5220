package scriptorium.query.api;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.query.index.ExternalUrl;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.text.Addresses;

/** How {@code prop=extlinks} and {@code list=exturlusage} look for addresses: by protocol and a pattern of the domain with the beginning of the path. */
final class ExternalSearch {

    static final String[] PROTOCOLS = {"", "bitcoin", "ftp", "ftps", "geo", "git", "gopher", "http", "https", "irc", "ircs", "magnet", "mailto", "matrix", "mms", "news",
        "nntp", "redis", "sftp", "sip", "sips", "sms", "ssh", "svn", "tel", "telnet", "urn", "worldwind", "xmpp"};
    private static final List<String> WITHOUT_SLASHES = List.of("bitcoin", "geo", "magnet", "mailto", "matrix", "news", "sip", "sips", "sms", "tel", "urn", "xmpp");
    private static final List<String> BY_DOMAIN = List.of("mailto", "news");
    private static final Pattern USER = Pattern.compile("^[^/?#@]*@");

    private ExternalSearch() {}

    static Param<String> protocol(Params params) {
        return params.choice("protocol", PROTOCOLS).orElse("");
    }

    /** @param query domain and beginning of the path, the domain perhaps with {@code *.} before it */
    static void where(SqlText sql, String query, String protocol) {
        if (query.isEmpty()) {
            sql.whereIf(!protocol.isEmpty(), "starts_with(l.domain, ?)", protocol + ":");
            return;
        }
        boolean hosts = !WITHOUT_SLASHES.contains(protocol);
        String text = hosts ? USER.matcher(query).replaceFirst("") : query;
        boolean wild = text.startsWith("*.");
        String wanted = wild ? text.substring(2) : text;
        if (wanted.isEmpty() || wanted.indexOf('*', protocol.equals("mailto") && wanted.startsWith("*@") ? 1 : 0) >= 0 || wild && !hosts && !BY_DOMAIN.contains(protocol)) {
            throw bad();
        }
        List<ExternalUrl> begins = (protocol.isEmpty() ? List.of("http", "https") : List.of(protocol)).stream()
                .map(p -> ExternalUrl.of(Addresses.normalized(p + (hosts ? "://" : ":") + wanted)).orElseThrow(ExternalSearch::bad)).toList();
        boolean path = begins.getFirst().path().length() > (hosts ? 1 : 0);
        // A domain alone stands for all domains below it, too.
        if (wild || !path && !protocol.equals("news")) {
            String one = "l.domain >= ? AND l.domain < ?";
            sql.where("(" + one + (begins.size() > 1 ? " OR " + one : "") + ")",
                    begins.stream().flatMap(begin -> Stream.of(begin.domain(), begin.domain() + "\uFFFF")).toArray());
        } else {
            sql.where("l.domain = ANY(?)", (Object) begins.stream().map(ExternalUrl::domain).toArray(String[]::new));
        }
        sql.whereIf(path, "starts_with(l.path, ?)", begins.getFirst().path());
    }

    private static ApiException bad() {
        return ApiException.of("badquery", "apierror-badquery");
    }
}
