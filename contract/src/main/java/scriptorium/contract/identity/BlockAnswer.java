package scriptorium.contract.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;

/** A block as it is shown to whom it concerns: in {@code uiprop=blockinfo}, and with the error of a module that it forbids. */
public final class BlockAnswer {

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]*[:.][0-9A-Fa-f:.]*(/\\d+)?");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("HH:mm, d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private BlockAnswer() {}

    /** The fields {@code blockid}, {@code blockedby} and so on. */
    public static Result.Tree fields(Caller.BlockInfo block) {
        boolean ends = !block.expiry().equals("infinity");
        Result.Tree info = Result.tree()
                .put("blockid", block.id())
                .put("blockedby", block.by())
                .put("blockedbyid", block.byId())
                .put("blockreason", block.reason())
                .put("blockedtimestamp", block.timestamp())
                .put("blockexpiry", ends ? block.expiry() : "infinite")
                .put("blockpartial", !block.sitewide())
                .put("blocknocreate", block.createAccount())
                .put("blockanononly", block.anonOnly())
                .put("blockemail", block.emailBlocked())
                .put("blockowntalk", !block.allowUserTalk())
                .put("blockedtimestampformatted", date(block.timestamp()));
        if (ends) {
            info.put("blockexpiryformatted", date(block.expiry())).put("blockexpiryrelative", date(block.expiry()));
        }
        return info;
    }

    /** Why something is refused: code {@code blocked} or {@code autoblocked}, with {@code blockinfo}. */
    public static Msg error(Caller.BlockInfo block, String ip) {
        String by = "\u202a" + block.by() + "\u202c";
        String key = block.autoblock() ? "autoblockedtext" : block.sitewide() ? "blockedtext" : "blockedtext-partial";
        return Msg.of(block.autoblock() ? "autoblocked" : "blocked", key,
                        Arg.raw("[[User:" + block.by() + "|" + by + "]]"),
                        Arg.raw(block.reason().isEmpty() ? "none was given" : block.reason()),
                        Arg.raw(ip),
                        Arg.raw(by),
                        Arg.rawNum(block.id()),
                        Arg.raw(block.expiry().equals("infinity") ? "infinite" : date(block.expiry())),
                        Arg.raw(block.autoblock() || ADDRESS.matcher(block.target()).matches() ? block.target() : "\u202a" + block.target() + "\u202c"),
                        Arg.raw(date(block.timestamp())))
                .with("blockinfo", fields(block));
    }

    private static String date(String iso) {
        return DATE.format(Instant.parse(iso));
    }
}
