package scriptorium.page.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.identity.BlockAnswer;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.MissingRight;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.page.model.Protection;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Whether a caller may do something with a page: rights, blocks, protections, in MediaWiki's order. */
public final class PageAccess {

    private PageAccess() {}

    /** Refuses what the caller may not do. */
    public static void check(Caller caller, String action, Title title, boolean exists, long pageId, List<Protection> protections) {
        List<Msg> refusals = refusals(caller, action, title, exists, pageId, protections);
        if (!refusals.isEmpty()) {
            throw new ApiException(refusals);
        }
    }

    /** @param action "edit", "move", "delete", "undelete", "protect", "upload" */
    public static List<Msg> refusals(Caller caller, String action, Title title, boolean exists, long pageId, List<Protection> protections) {
        Optional<Msg> blocked = block(caller, action, title, pageId);
        if (action.equals("undelete") && blocked.isPresent()) {
            return List.of(blocked.get());
        }
        List<Msg> refusals = new ArrayList<>();
        refusals.addAll(right(caller, action, title, exists));
        if (title.namespace() < 0) {
            refusals.add(Msg.of("unsupportednamespace", "ns-specialprotected"));
        }
        if (title.namespace() == Namespace.MEDIAWIKI && (action.equals("edit") || action.equals("move") || action.equals("delete"))) {
            refusals.addAll(interfacePage(caller, title, action));
        }
        if (title.namespace() == Namespace.USER) {
            userScript(caller, title, action).ifPresent(refusals::add);
        }
        cannotEdit(caller, action, title, exists, pageId, protections).ifPresent(refusals::add);
        protection(caller, action.equals("edit") && !exists ? "create" : action, protections).ifPresent(refusals::add);
        blocked.ifPresent(refusals::add);
        return refusals;
    }

    /** Who may not edit a page may not do some other things either. For deletions its protection alone counts. */
    private static Optional<Msg> cannotEdit(Caller caller, String action, Title title, boolean exists, long pageId, List<Protection> protections) {
        boolean cannot = switch (action) {
            case "delete" -> protection(caller, "edit", protections).isPresent();
            case "protect", "undelete" -> !refusals(caller, "edit", title, exists, pageId, protections).isEmpty();
            default -> false;
        };
        String code = action.equals("undelete") ? "undelete-cantedit" : "cantedit";
        return cannot ? Optional.of(Msg.of(code, action + "-cantedit")) : Optional.empty();
    }

    private static List<Msg> right(Caller caller, String action, Title title, boolean exists) {
        if (action.equals("edit") && !exists) {
            boolean talk = title.namespace() > 0 && title.namespace() % 2 == 1;
            if (!caller.may(talk ? "createtalk" : "createpage")) {
                return List.of(Msg.of(caller.anonymous() ? "cantcreate-anon" : "cantcreate", caller.anonymous() ? "nocreatetext" : "nocreate-loggedin"));
            }
        }
        if (caller.may(action)) {
            return action.equals("move") && title.namespace() == Namespace.FILE && !caller.may("movefile")
                    ? List.of(Msg.of("cantmovefile", "movenotallowedfile"))
                    : List.of();
        }
        return switch (action) {
            case "move" -> List.of(caller.anonymous() ? Msg.of("cantmove-anon", "movenologintext") : Msg.of("cantmove", "movenotallowed"));
            default -> List.of(MissingRight.msg(action));
        };
    }

    private static List<Msg> interfacePage(Caller caller, Title title, String action) {
        List<Msg> refusals = new ArrayList<>();
        if (!caller.may("editinterface")) {
            refusals.add(Msg.of("protectednamespace-interface", "protectedinterface", Arg.raw(action)));
        }
        String kind = title.text().endsWith(".css") ? "css" : title.text().endsWith(".js") ? "js" : title.text().endsWith(".json") ? "json" : "";
        if (!kind.isEmpty() && !caller.may("editsite" + kind)) {
            refusals.add(Msg.of("site" + kind + "protected", "site" + kind + "protected", Arg.raw(action)));
        }
        return refusals;
    }

    private static Optional<Msg> userScript(Caller caller, Title title, String action) {
        int slash = title.text().indexOf('/');
        int dot = title.text().lastIndexOf('.');
        String kind = slash < 0 || dot < slash ? "" : title.text().substring(dot + 1);
        if (!(kind.equals("css") || kind.equals("js") || kind.equals("json")) || !List.of("edit", "move", "protect", "undelete").contains(action)) {
            return Optional.empty();
        }
        boolean own = !caller.anonymous() && title.text().startsWith(caller.name() + "/");
        boolean may = caller.may("edituser" + kind) || own && caller.may("editmyuser" + kind);
        return may ? Optional.empty() : Optional.of(Msg.of("custom" + kind + "protected", "custom" + kind + "protected", Arg.raw(action)));
    }

    private static Optional<Msg> protection(Caller caller, String type, List<Protection> protections) {
        for (Protection protection : protections) {
            if (protection.type().equals(type) || type.equals("delete") && protection.type().equals("edit") && protection.cascading()) {
                String right = switch (protection.level()) {
                    case "sysop" -> "editprotected";
                    case "autoconfirmed" -> "editsemiprotected";
                    default -> protection.level();
                };
                if (!caller.may(right)) {
                    return Optional.of(Msg.of("protectedpage", "protectedpagetext", Arg.raw(right), Arg.raw(type)));
                }
                if (protection.cascading() && !caller.may("protect")) {
                    return Optional.of(Msg.of("protectedpage", "protectedpagetext", Arg.raw("protect"), Arg.raw(type)));
                }
            }
        }
        return Optional.empty();
    }

    public static Optional<Msg> block(Caller caller, String action, Title title, long pageId) {
        return caller.block().filter(block -> block.keeps(caller.name(), action, title.namespace(), title.text(), pageId)).map(block -> BlockAnswer.error(block, caller.ip()));
    }

    /** That a caller is blocked from the whole wiki. */
    public static Optional<Msg> sitewideBlock(Caller caller) {
        return caller.block().filter(Caller.BlockInfo::sitewide).map(block -> BlockAnswer.error(block, caller.ip()));
    }
}
