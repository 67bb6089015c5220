package scriptorium.auth.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.param.Timestamps;

/**
 * A block.
 *
 * @param target name of an account, an address, or a range
 * @param accountId 0 for addresses
 * @param parentId the block of the account that this one, of an address that it used, comes from; 0 for one that somebody made
 * @param pages titles in full, of the same position as {@code pageIds}
 */
public record Block(
        long id, String target, long accountId, long parentId, long byId, String by, Instant madeAt, Optional<Instant> expiresAt, String reason, Flags flags,
        boolean partial, List<Long> pageIds, List<String> pages, List<Integer> namespaces) {

    /** What it keeps its target from doing, beside editing. */
    public record Flags(boolean anonOnly, boolean noCreate, boolean autoblock, boolean noEmail, boolean hideName, boolean allowUserTalk) {}

    public Block {
        pageIds = List.copyOf(pageIds);
        pages = List.copyOf(pages);
        namespaces = List.copyOf(namespaces);
    }

    public boolean automatic() {
        return parentId > 0;
    }

    /** The same but for who made it, when and why; then a block of it again would change nothing. */
    public boolean sameEffect(Block other) {
        return expiresAt.equals(other.expiresAt) && flags.equals(other.flags) && partial == other.partial && pageIds.equals(other.pageIds)
                && namespaces.equals(other.namespaces) && reason.equals(other.reason);
    }

    /** As the identity carries it. */
    public Caller.BlockInfo info() {
        return new Caller.BlockInfo(id, target, byId, by, reason, Timestamps.iso(madeAt), expiresAt.map(Timestamps::iso).orElse("infinity"), !partial,
                flags.noCreate(), flags.allowUserTalk(), flags.noEmail(), flags.anonOnly(), automatic(), pageIds, namespaces, List.of());
    }
}
