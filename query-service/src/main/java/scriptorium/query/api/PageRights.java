package scriptorium.query.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import scriptorium.contract.identity.BlockAnswer;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.MissingRight;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Why a caller may not do something with a page: what page-service will say when it is tried, as far as the index knows. */
final class PageRights {

    /** Pages of the project about groups, which are called after their members. */

    private PageRights() {}

    /**
     * @param protections JSON, as the index keeps them
     * @param creationLevel level that the title is protected with while it has no page; empty for none
     */
    static List<Msg> refusals(Caller caller, String action, Title title, long pageId, String protections, String creationLevel) {
        boolean exists = pageId > 0;
        List<Msg> refusals = new ArrayList<>();
        if (action.equals("read")) {
            return refusals;
        }
        right(caller, action, title, exists, refusals);
        if (title.namespace() == Namespace.MEDIAWIKI && !action.equals("create") && !caller.may("editinterface")) {
            refusals.add(Msg.of("protectednamespace-interface", "protectedinterface", Arg.raw(action)));
        }
        userScript(caller, title, action, refusals);
        if (!exists && !creationLevel.isEmpty() && (action.equals("edit") || action.equals("create")) && !caller.may(rightOf(creationLevel))) {
            refusals.add(Msg.of("protectedtitle", "titleprotected", Arg.raw(""), Arg.raw("")));
        }
        protection(caller, action, protections, refusals);
        caller.block().filter(block -> block.keeps(caller.name(), action, title.namespace(), title.text(), pageId))
                .ifPresent(block -> refusals.add(BlockAnswer.error(block, caller.ip())));
        return refusals;
    }

    private static void right(Caller caller, String action, Title title, boolean exists, List<Msg> refusals) {
        boolean talk = title.namespace() > 0 && title.namespace() % 2 == 1;
        boolean creates = action.equals("create") || action.equals("edit") && !exists;
        if (creates && !caller.may(talk ? "createtalk" : "createpage")) {
            refusals.add(Msg.of(caller.anonymous() ? "cantcreate-anon" : "cantcreate", caller.anonymous() ? "nocreatetext" : "nocreate-loggedin"));
        }
        if (!action.equals("create") && !caller.may(action)) {
            refusals.add(action.equals("move")
                    ? Msg.of(caller.anonymous() ? "cantmove-anon" : "cantmove", caller.anonymous() ? "movenologintext" : "movenotallowed")
                    : MissingRight.msg(action));
        }
    }

    private static void userScript(Caller caller, Title title, String action, List<Msg> refusals) {
        int slash = title.text().indexOf('/');
        int dot = title.text().lastIndexOf('.');
        String kind = title.namespace() != Namespace.USER || slash < 0 || dot < slash ? "" : title.text().substring(dot + 1);
        if (!List.of("css", "js", "json").contains(kind) || !action.equals("edit") && !action.equals("move")) {
            return;
        }
        boolean own = !caller.anonymous() && title.text().startsWith(caller.name() + "/");
        if (!caller.may("edituser" + kind) && !(own && caller.may("editmyuser" + kind))) {
            refusals.add(Msg.of("custom" + kind + "protected", "custom" + kind + "protected", Arg.raw(action)));
        }
    }

    private static void protection(Caller caller, String action, String protections, List<Msg> refusals) {
        for (Object one : new JsonArray(protections)) {
            JsonObject p = (JsonObject) one;
            boolean cascading = p.getBoolean("cascading", false);
            boolean deletes = action.equals("delete") && p.getString("type").equals("edit");
            if (!p.getString("type").equals(action) && !deletes) {
                continue;
            }
            String right = rightOf(p.getString("level"));
            boolean refused = !caller.may(right) || cascading && !caller.may("protect");
            if (refused && deletes) {
                refusals.add(Msg.of("cantedit", "deleteprotected"));
            } else if (refused) {
                refusals.add(Msg.of("protectedpage", "protectedpagetext", Arg.raw(caller.may(right) ? "protect" : right), Arg.raw(action)));
            }
        }
    }

    private static String rightOf(String level) {
        return switch (level) {
            case "sysop" -> "editprotected";
            case "autoconfirmed" -> "editsemiprotected";
            default -> level;
        };
    }
}
