package scriptorium.router.dispatch;

import scriptorium.contract.call.ModuleAnswer;
import scriptorium.router.request.Budget;

/**
 * A module's answer with its size on the wire, so that large ones are written off the event loop.
 *
 * @param bytes 0 for an answer of the router's own
 * @param lease of the memory that a large answer takes, to be released when it has been sent
 */
public record Reply(ModuleAnswer answer, int bytes, Budget.Lease lease) {

    public static Reply own(ModuleAnswer answer) {
        return new Reply(answer, 0, Budget.Lease.NONE);
    }
}
