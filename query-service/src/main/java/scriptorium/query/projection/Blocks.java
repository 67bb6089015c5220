package scriptorium.query.projection;

import scriptorium.contract.event.AccountChange;
import scriptorium.query.index.AddressRange;
import scriptorium.query.index.Writes;

/** Blocks in force, as auth-service tells them. */
final class Blocks {

    private static final String PREFIX = "block:";
    private static final String REMOVE = "DELETE FROM block WHERE id = $1";
    private static final String PUT = """
            INSERT INTO block (id, target, target_user_id, by_id, by_name, at, expires_at, reason, is_automatic, is_anon_only, is_no_create, is_autoblocking,
            is_no_email, is_hidden, is_user_talk_allowed, is_partial, restrictions, range_start, range_end)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)""";

    private Blocks() {}

    static void put(Writes writes, AccountChange change) {
        if (change.key().startsWith(PREFIX)) {
            writes.add(REMOVE, Long.parseLong(change.key().substring(PREFIX.length())));
        }
        if (change.kind().equals("block")) {
            change.block().ifPresent(block -> add(writes, block));
        }
    }

    private static void add(Writes writes, AccountChange.Block b) {
        AddressRange range = b.targetUserId() > 0 ? AddressRange.NONE : AddressRange.of(b.target());
        writes.add(REMOVE, b.id());
        writes.add(PUT, b.id(), b.target(), b.targetUserId(), b.byId(), b.by(), PageProjection.time(b.timestamp()), TitleProtections.expiry(b.expiry()), b.reason(),
                b.automatic(), b.anonOnly(), b.noCreate(), b.autoblock(), b.noEmail(), b.hidden(), b.allowUserTalk(), b.partial(),
                b.restrictions() == null ? "{}" : b.restrictions().toString(), range.start(), range.end());
    }
}
