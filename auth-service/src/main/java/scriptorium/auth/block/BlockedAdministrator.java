package scriptorium.auth.block;

import java.util.Optional;
import scriptorium.contract.identity.BlockAnswer;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.Msg;

/** What who is blocked may still do to blocks: to the own one, and to whoever set it; so two of them can settle a quarrel, and none can go on with one. */
final class BlockedAdministrator {

    private BlockedAdministrator() {}

    /**
     * Why the caller may not touch blocks of a target; empty if nothing speaks against it.
     *
     * @param accountId of the target, 0 for addresses and what there is not
     */
    static Optional<Msg> refusal(Caller caller, long accountId) {
        return caller.block().filter(Caller.BlockInfo::sitewide).flatMap(block -> {
            if (accountId > 0 && accountId == caller.userId()) {
                return block.byId() == caller.userId() || caller.may("unblockself") ? Optional.empty() : Optional.of(Msg.of("ipbnounblockself", "ipbnounblockself"));
            }
            return accountId > 0 && accountId == block.byId() ? Optional.empty() : Optional.of(Msg.of("ipbblocked", "ipbblocked"));
        });
    }

    /** The same, with the block that is in the way. */
    static Optional<Msg> refusalWithBlock(Caller caller, long accountId) {
        return refusal(caller, accountId).map(why -> why.with("blockinfo", BlockAnswer.fields(caller.block().orElseThrow())));
    }
}
