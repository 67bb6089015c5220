package scriptorium.auth.block;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import scriptorium.auth.model.Block;
import scriptorium.auth.store.Blocks;
import scriptorium.contract.call.Position;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;

/** Lifts a block. */
@ApplicationScoped
public class UnblockUser {

    private final BlockTarget targets;
    private final Blocks blocks;

    UnblockUser(BlockTarget targets, Blocks blocks) {
        this.targets = targets;
        this.blocks = blocks;
    }

    /** @param id of the block, or empty and {@code user} says whose */
    public record Command(Optional<Long> id, String user, Optional<Long> userId, String reason, List<String> tags, Caller caller, Instant now) {}

    public record Outcome(Block block, Position position) {}

    public Uni<Outcome> execute(Command command) {
        return find(command).chain(block -> blocks.remove(block, new Blocks.Told("unblock", command.caller().userId(), command.caller().name(), command.reason(),
                JsonNodeFactory.instance.objectNode(), command.tags(), command.now())).map(position -> new Outcome(block, position)));
    }

    private Uni<Block> find(Command command) {
        if (command.id().isPresent()) {
            return blocks.byId(command.id().get(), command.now())
                    .invoke(found -> check(command, found.map(Block::accountId).orElse(0L)))
                    .map(found -> found.orElseThrow(() -> noBlock("#" + command.id().get())));
        }
        return targets.find(command.user(), command.userId()).invoke(target -> check(command, target.accountId()))
                .chain(target -> blocks.byTarget(target.text(), command.now()).map(found -> found.orElseThrow(() -> noBlock(target.text()))));
    }

    private static void check(Command command, long accountId) {
        BlockedAdministrator.refusalWithBlock(command.caller(), accountId).ifPresent(why -> {
            throw new ApiException(why);
        });
    }

    private static ApiException noBlock(String target) {
        return ApiException.of("cantunblock", "ipb_cant_unblock", Arg.raw(target));
    }
}
