package scriptorium.auth.api;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ModuleRun;

/** What the modules of a login or account creation in steps have in common. */
final class AuthFlow {

    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp", "ftps", "ssh", "sftp", "irc", "ircs", "xmpp", "gopher", "telnet", "nntp", "worldwind",
            "svn", "git", "mms", "mailto", "news", "bitcoin", "magnet", "matrix", "geo", "sip", "sips", "sms", "tel", "urn");
    private static final Pattern HOST = Pattern.compile("//(?:[^/?#@]*@)?(\\[[0-9A-Fa-f:.]+]|[^/?#:@]+)(?::(\\d{0,5}))?(?:[/?#].*)?", Pattern.DOTALL);

    private AuthFlow() {}

    /** The fields that a client's choice of requests leaves; all of them when it has made none. */
    static Set<String> fields(List<AuthRequests.Request> requests, Optional<Set<String>> chosen) {
        return requests.stream().filter(request -> chosen.isEmpty() || chosen.get().contains(request.id())).flatMap(request -> request.fields().stream())
                .map(AuthRequests.Field::name).collect(Collectors.toSet());
    }

    /** What was sent in these fields. */
    static Map<String, String> sent(ModuleRun run, Set<String> fields) {
        run.answer().used.addAll(fields);
        Map<String, String> sent = new HashMap<>(run.raw().values());
        sent.keySet().retainAll(fields);
        return sent;
    }

    /** Refuses addresses to come back to that are not absolute. */
    static void checkReturnUrl(String parameter, String url) {
        int colon = url.indexOf(':');
        if (colon < 0 || !SCHEMES.contains(url.substring(0, colon).toLowerCase(Locale.ROOT)) || !fits(url.substring(colon + 1))) {
            throw ApiException.of("badurl_" + parameter, "apierror-badurl", Arg.raw(parameter), Arg.raw(url));
        }
    }

    /** Whether what follows the scheme names a host where it begins as if it did. */
    private static boolean fits(String rest) {
        Matcher host = HOST.matcher(rest);
        return !rest.startsWith("//") || host.matches() && (host.group(2) == null || host.group(2).isEmpty() || Integer.parseInt(host.group(2)) <= 65_535);
    }

    static Result.Tree fail(Msg why, String format) {
        return Result.tree()
                .put("status", "FAIL")
                .put("message", new Result.Text(why, format))
                .put("messagecode", why.code())
                .put("canpreservestate", false);
    }
}
