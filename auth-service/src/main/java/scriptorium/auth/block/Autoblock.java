package scriptorium.auth.block;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.auth.model.Block;
import scriptorium.auth.store.Blocks;
import scriptorium.wikitext.title.UserNames;

/** Finds the block that is in force for whoever comes; blocks the address too from which an account comes whose block says so. */
@ApplicationScoped
public class Autoblock {

    private final Blocks blocks;
    private final Duration expiry;

    Autoblock(Blocks blocks, @ConfigProperty(name = "scriptorium.block.autoblock-expiry", defaultValue = "1d") Duration expiry) {
        this.blocks = blocks;
        this.expiry = expiry;
    }

    /** @param exempt whether blocks of addresses do not count for this account */
    public Uni<Optional<Block>> inForce(long accountId, String ip, boolean exempt, Instant now) {
        Optional<String> address = UserNames.canonicalIp(ip);
        return blocks.inForce(accountId, address.orElse("0.0.0.0"), now)
                .map(found -> found.filter(block -> block.accountId() > 0 || !exempt))
                .call(found -> found.filter(block -> block.accountId() > 0 && block.flags().autoblock()).isPresent() && address.isPresent()
                        ? blocks.addAutomatic(automatic(found.get(), address.get(), now), now)
                        : Uni.createFrom().voidItem());
    }

    private Block automatic(Block of, String address, Instant now) {
        Instant end = now.plus(expiry);
        Block.Flags flags = new Block.Flags(false, of.flags().noCreate(), false, of.flags().noEmail(), false, of.flags().allowUserTalk());
        String reason = "Blocked by itself, because \"[[User:%1$s|%1$s]]\", who is blocked, has used this address. The reason given for that block: \"%2$s\""
                .formatted(of.target(), of.reason());
        return new Block(0, address, 0, of.id(), of.byId(), of.by(), now, Optional.of(of.expiresAt().filter(at -> at.isBefore(end)).orElse(end)), reason, flags,
                of.partial(), of.pageIds(), of.pages(), List.copyOf(of.namespaces()));
    }
}
