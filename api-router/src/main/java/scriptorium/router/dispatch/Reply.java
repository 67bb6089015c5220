package scriptorium.router.dispatch;

import scriptorium.contract.call.ModuleAnswer;

/**
 * A module's answer with its size on the wire, so that large ones are written off the event loop.
 *
 * @param bytes 0 for an answer of the router's own
 */
public record Reply(ModuleAnswer answer, int bytes) {

    public static Reply own(ModuleAnswer answer) {
        return new Reply(answer, 0);
    }
}
