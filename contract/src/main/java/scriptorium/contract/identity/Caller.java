package scriptorium.contract.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is calling, as auth-service's signed identity says. Valid for about a minute; the services trust it without asking again.
 *
 * @param userId 0 for anonymous
 * @param name user name; the IP address of an anonymous one
 * @param anonymous whether there is no account (temporary accounts have one)
 * @param temporary whether it is a temporary account
 * @param ip address the request came from
 * @param groups explicit and implicit groups
 * @param rights what may be done: the user's rights, cut with the grants of a bearer token or bot password
 * @param block the block that is in force, if any
 * @param tokenKey key that the session's tokens are made with; empty for anonymous callers without a session
 * @param sessionId opaque id of the session, for positions and stash; empty for none
 * @param options user options that services need (watchdefault, watchcreations, language, nickname, ...)
 * @param registration ISO time, empty for anonymous
 */
public record Caller(
        long userId,
        String name,
        boolean anonymous,
        boolean temporary,
        String ip,
        Set<String> groups,
        Set<String> rights,
        Optional<BlockInfo> block,
        String tokenKey,
        String sessionId,
        Map<String, String> options,
        String registration) {

    public Caller {
        groups = Set.copyOf(groups);
        rights = Set.copyOf(rights);
        options = Map.copyOf(options);
    }

    /** The same caller with a block in force. */
    public Caller blocked(BlockInfo by) {
        return new Caller(userId, name, anonymous, temporary, ip, groups, rights, Optional.of(by), tokenKey, sessionId, options, registration);
    }

    /** Whether there is an account, and a lasting one. */
    public boolean named() {
        return !anonymous && !temporary;
    }

    public boolean may(String right) {
        return rights.contains(right);
    }

    public boolean flagOption(String name) {
        String value = options.getOrDefault(name, "");
        return !value.isEmpty() && !value.equals("0");
    }

    /**
     * A block in force.
     *
     * @param sitewide false for a partial one, which {@code pages}, {@code namespaces} and {@code actions} limit
     * @param expiry ISO time or {@code infinity}
     * @param allowUserTalk whether the own talk page may still be edited
     */
    public record BlockInfo(
            long id,
            String target,
            long byId,
            String by,
            String reason,
            String timestamp,
            String expiry,
            boolean sitewide,
            boolean createAccount,
            boolean allowUserTalk,
            boolean emailBlocked,
            boolean anonOnly,
            boolean autoblock,
            List<Long> pages,
            List<Integer> namespaces,
            List<String> actions) {
        public BlockInfo {
            pages = List.copyOf(pages);
            namespaces = List.copyOf(namespaces);
            actions = List.copyOf(actions);
        }

        /** Whether it keeps the user of that name from doing this to a page (0 for one that does not exist). */
        public boolean keeps(String user, String action, int namespace, String title, long pageId) {
            if (allowUserTalk && namespace == USER_TALK && title.equals(user)) {
                return false;
            }
            return sitewide || pages.contains(pageId) || namespaces.contains(namespace) || actions.contains(action);
        }

        private static final int USER_TALK = 3;
    }
}
