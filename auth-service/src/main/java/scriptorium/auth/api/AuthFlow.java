package scriptorium.auth.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ModuleRun;

/** What the modules of a login or account creation in steps have in common. */
final class AuthFlow {

    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp", "ftps", "ssh", "sftp", "irc", "ircs", "xmpp", "gopher", "telnet", "nntp", "worldwind",
            "svn", "git", "mms");

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
        try {
            URI uri = new URI(url);
            if (uri.getScheme() != null && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT)) && uri.getHost() != null) {
                return;
            }
        } catch (URISyntaxException bad) {
            // told below
        }
        throw ApiException.of("badurl_" + parameter, "apierror-badurl", Arg.raw(parameter), Arg.raw(url));
    }

    /** A refusal as a list of errors beside other facts. */
    static Result.Items errors(String element, Msg why) {
        Result.Items params = Result.items("param");
        why.args().forEach(arg -> params.add(switch (arg) {
            case Arg.RawNum(long value) -> value;
            case Arg.Num(long value) -> Result.tree().put("num", value);
            case Arg.Raw(String text) -> text;
            default -> arg.toString();
        }));
        return Result.items(element).add(Result.tree().put("message", why.key()).put("params", params).put("code", why.code()).put("type", "error"));
    }

    static Result.Tree fail(Msg why, String format) {
        return Result.tree()
                .put("status", "FAIL")
                .put("message", new Result.Text(why, format))
                .put("messagecode", why.code())
                .put("canpreservestate", false);
    }
}
