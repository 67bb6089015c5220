package scriptorium.auth.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;

/** The fields that login and account creation ask for, grouped as MediaWiki groups them ("authentication requests"). */
final class AuthRequests {

    /**
     * @param label key of its message
     * @param help key of its message
     * @param sensitive whether its value is a secret
     */
    record Field(String name, String type, String label, String help, boolean optional, boolean sensitive) {}

    /**
     * A group of fields that belong together.
     *
     * @param required "primary-required", "required" or "optional"
     */
    record Request(String id, String required, String provider, List<Field> fields) {}

    private static final String REMEMBERED = "userlogin-remembermypassword";
    private static final int REMEMBERED_DAYS = 180;
    private static final Field USERNAME = new Field("username", "string", "userlogin-yourname", "authmanager-username-help", false, false);
    private static final Field PASSWORD = new Field("password", "password", "userlogin-yourpassword", "authmanager-password-help", false, true);
    private static final Field RETYPE = new Field("retype", "password", "yourpasswordagain", "authmanager-retype-help", false, true);
    private static final List<Field> CHANGED = List.of(new Field("password", "password", "newpassword", "authmanager-password-help", false, true),
            new Field("retype", "password", "retypenew", "authmanager-retype-help", false, true));

    static final Request PASSWORD_LOGIN = new Request("MediaWiki\\Auth\\PasswordAuthenticationRequest", "primary-required", "authmanager-provider-password",
            List.of(USERNAME, PASSWORD));
    static final Request REMEMBER = new Request("MediaWiki\\Auth\\RememberMeAuthenticationRequest", "optional", "",
            List.of(new Field("rememberMe", "checkbox", REMEMBERED, "authmanager-userlogin-remembermypassword-help", true, false)));
    static final Request PASSWORD_CREATE = new Request("MediaWiki\\Auth\\PasswordAuthenticationRequest", "primary-required", "authmanager-provider-password",
            List.of(USERNAME, PASSWORD, RETYPE));
    static final Request USERNAME_CREATE = new Request("MediaWiki\\Auth\\UsernameAuthenticationRequest", "required", "", List.of(USERNAME));
    static final Request USERDATA = new Request("MediaWiki\\Auth\\UserDataAuthenticationRequest", "required", "",
            List.of(new Field("email", "string", "authmanager-email-label", "authmanager-email-help", true, false),
                    new Field("realname", "string", "authmanager-realname-label", "authmanager-realname-help", true, false)));
    static final Request REASON = new Request("MediaWiki\\Auth\\CreationReasonAuthenticationRequest", "optional", "",
            List.of(new Field("reason", "string", "createacct-reason", "createacct-reason-help", false, false)));

    /** Ids by which requests name them. */
    static final String PASSWORD_CHANGE = PASSWORD_LOGIN.id();
    static final String TEMPORARY = "MediaWiki\\Auth\\TemporaryPasswordAuthenticationRequest";

    private static final Request NEW_PASSWORD = new Request(PASSWORD_CHANGE, "primary-required", "authmanager-provider-password", CHANGED);
    private static final Request MAILED = new Request(TEMPORARY, "primary-required", "authmanager-provider-temporarypassword",
            List.of(new Field("mailpassword", "checkbox", "createaccountmail", "createaccountmail-help", false, false)));

    private AuthRequests() {}

    static List<Request> of(String action, boolean loggedIn) {
        return of(action, loggedIn, false);
    }

    /** @param fixed whether the session is one that cannot become another user's, and so cannot be kept for later either */
    static List<Request> of(String action, boolean loggedIn, boolean fixed) {
        return switch (action) {
            case "login" -> List.of(PASSWORD_LOGIN, fixed ? new Request(REMEMBER.id(), REMEMBER.required(), "", List.of()) : REMEMBER);
            case "create" -> loggedIn ? List.of(MAILED, PASSWORD_CREATE, USERNAME_CREATE, USERDATA, REASON) : List.of(PASSWORD_CREATE, USERNAME_CREATE, USERDATA);
            case "change" -> List.of(NEW_PASSWORD);
            case "remove" -> List.of(MAILED);
            default -> List.of();
        };
    }

    /**
     * @param format of the messages: "wikitext", "html", "raw", "none"
     * @param account whose credentials the requests are about; empty where that is not known yet
     */
    static Result.Items describe(List<Request> requests, boolean mergeFields, String format, String account) {
        Result.Items items = Result.items("_v");
        for (Request request : requests) {
            Result.Tree tree = Result.tree()
                    .put("id", request.id())
                    .put("metadata", Result.tree())
                    .put("required", request.required());
            if (!format.equals("none")) {
                describe(tree, "provider", request.provider(), request.id(), format);
                tree.put("account", literal(request.provider().isEmpty() ? request.id() : account, format));
            }
            if (!mergeFields) {
                tree.put("fields", fields(request.fields(), format));
            }
            items.add(tree);
        }
        return items;
    }

    private static void describe(Result.Tree tree, String name, String key, String text, String format) {
        tree.put(name, key.isEmpty() ? literal(text, format) : new Result.Text(Msg.of(key, key), format));
    }

    private static Result.Text literal(String text, String format) {
        return new Result.Text(Msg.of("rawmessage", "rawmessage", Arg.raw(text)), format);
    }

    /** All fields of some requests as one set. */
    static Result.Tree merged(List<Request> requests, String format) {
        Map<String, Field> fields = new LinkedHashMap<>();
        boolean choice = requests.stream().filter(request -> request.required().equals("primary-required")).count() > 1;
        requests.forEach(request -> request.fields().forEach(field -> fields.merge(field.name(), asOneOf(request, field, choice),
                (one, other) -> one.optional() ? other : one)));
        return fields(fields.values(), format);
    }

    /** A field of a request that need not be answered, or only one of several, need not be filled in. */
    private static Field asOneOf(Request request, Field field, boolean choice) {
        boolean optional = request.required().equals("optional") || choice && request.required().equals("primary-required");
        return optional ? new Field(field.name(), field.type(), field.label(), field.help(), true, field.sensitive()) : field;
    }

    private static Result.Tree fields(Iterable<Field> fields, String format) {
        Result.Tree keyed = Result.tree();
        for (Field field : fields) {
            Result.Tree tree = Result.tree().put("type", field.type());
            if (!format.equals("none")) {
                tree.put("label", text(field, field.label(), format));
                tree.put("help", text(field, field.help(), format));
            }
            keyed.put(field.name(), tree.put("optional", field.optional()).put("sensitive", field.sensitive()));
        }
        return keyed;
    }

    private static Result.Text text(Field field, String key, String format) {
        return new Result.Text(key.equals(REMEMBERED) ? Msg.of("", key, Arg.num(REMEMBERED_DAYS)) : Msg.of("", key), format);
    }
}
