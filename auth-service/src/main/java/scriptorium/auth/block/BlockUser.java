package scriptorium.auth.block;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.auth.model.Block;
import scriptorium.auth.store.AddressRange;
import scriptorium.auth.store.Blocks;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.CommentText;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.param.Expiries;
import scriptorium.contract.param.Expiry;
import scriptorium.contract.param.Timestamps;
import scriptorium.wikitext.title.TitleParser;
import scriptorium.wikitext.title.UserNames;

/** Sets a block, or changes the one that the target has. */
@ApplicationScoped
public class BlockUser {

    /** As anonymous users were once written. */
    private static final Pattern OLD_ANONYMOUS = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.xxx");

    private final BlockTarget targets;
    private final Blocks blocks;
    private final TitleParser titles;
    private final int widestIpv4;
    private final int widestIpv6;

    BlockUser(
            BlockTarget targets,
            Blocks blocks,
            TitleParser titles,
            @ConfigProperty(name = "scriptorium.block.widest-ipv4", defaultValue = "16") int widestIpv4,
            @ConfigProperty(name = "scriptorium.block.widest-ipv6", defaultValue = "19") int widestIpv6) {
        this.targets = targets;
        this.blocks = blocks;
        this.titles = titles;
        this.widestIpv4 = widestIpv4;
        this.widestIpv6 = widestIpv6;
    }

    /** A page that a partial block is about; {@code title} without its namespace. */
    public record RestrictedPage(long id, int namespace, String title) {}

    public record Command(
            String user, Optional<Long> userId, String expiry, String reason, Block.Flags flags, boolean partial, List<RestrictedPage> pages, List<Integer> namespaces, boolean reblock,
            List<String> tags, Caller caller, Instant now) {}

    /** @param block as it stands now */
    public record Outcome(Block block, Position position) {}

    public Uni<Outcome> execute(Command command) {
        return targets.find(command.user(), command.userId()).chain(target -> {
            BlockedAdministrator.refusal(command.caller(), target.accountId()).ifPresent(why -> {
                throw new ApiException(why);
            });
            if (!target.exists()) {
                throw OLD_ANONYMOUS.matcher(target.text()).matches()
                        ? ApiException.of("invalidip", "invalidip")
                        : UserNames.temporary(target.text(), titles) ? ApiException.of("baduser", "paramvalidator-baduser", Arg.plain("user"), Arg.plain(target.text()))
                        : ApiException.of("nosuchuser", "nosuchusershort", Arg.raw(target.text()));
            }
            target.address().ifPresent(this::checkWidth);
            Optional<Instant> expiry = expiry(command);
            Block wanted = wanted(command, target, expiry);
            check(command, wanted);
            return blocks.byTarget(target.text(), command.now()).chain(current -> current.isPresent()
                    ? change(command, current.get(), wanted)
                    : add(command, wanted));
        });
    }

    private Uni<Outcome> add(Command command, Block wanted) {
        return blocks.add(wanted, told(command, wanted, "block")).map(set -> {
            Blocks.Set done = set.orElseThrow(() -> alreadyBlocked(wanted));
            return new Outcome(numbered(wanted, done.id()), done.position());
        });
    }

    private Uni<Outcome> change(Command command, Block current, Block wanted) {
        if (!command.reblock() || current.sameEffect(wanted)) {
            throw alreadyBlocked(wanted);
        }
        Block changed = numbered(wanted, current.id());
        return blocks.change(changed, told(command, wanted, "reblock")).map(set -> new Outcome(changed, set.position()));
    }

    private static ApiException alreadyBlocked(Block block) {
        return ApiException.of("alreadyblocked", "ipb_already_blocked", Arg.raw(block.target()));
    }

    private void checkWidth(AddressRange range) {
        int widest = range.ipv6() ? widestIpv6 : widestIpv4;
        if (!range.single() && range.bits() < widest) {
            throw ApiException.of("ip_range_toolarge", "ip_range_toolarge", Arg.rawNum(widest));
        }
    }

    private static Optional<Instant> expiry(Command command) {
        Expiry expiry = Expiries.parse(command.expiry(), command.now()).orElseThrow(() -> ApiException.of("invalidexpiry", "ipb_expiry_invalid"));
        if (expiry.at().isPresent() && expiry.at().get().isBefore(command.now())) {
            throw ApiException.of("ipb_expiry_old", "ipb_expiry_old");
        }
        // Blocks are kept to the second; so is what an equal one would change.
        return expiry.at().map(at -> at.truncatedTo(ChronoUnit.SECONDS));
    }

    private static Block wanted(Command command, BlockTarget.Target target, Optional<Instant> expiry) {
        boolean account = target.account().isPresent();
        Block.Flags asked = command.flags();
        Block.Flags flags = new Block.Flags(asked.anonOnly() && !account, asked.noCreate(), asked.autoblock() && account, asked.noEmail(),
                asked.hideName() && account, asked.allowUserTalk());
        return new Block(0, target.text(), target.accountId(), 0, command.caller().userId(), command.caller().name(), command.now(),
                expiry, CommentText.cut(command.reason()), flags, command.partial(), command.pages().stream().map(RestrictedPage::id).toList(),
                command.pages().stream().map(page -> page.namespace() + ":" + page.title()).toList(), command.namespaces());
    }

    private static void check(Command command, Block wanted) {
        Block.Flags flags = wanted.flags();
        if (wanted.partial() && !flags.allowUserTalk() && !command.namespaces().contains(3)) {
            throw ApiException.of("ipb-prevent-user-talk-edit", "ipb-prevent-user-talk-edit");
        }
        if (flags.hideName() && wanted.partial()) {
            throw ApiException.of("ipb_hide_partial", "ipb_hide_partial");
        }
        if (flags.hideName() && wanted.expiresAt().isPresent()) {
            throw ApiException.of("ipb_expiry_temp", "ipb_expiry_temp");
        }
        if (wanted.partial() && command.pages().isEmpty() && command.namespaces().isEmpty() && !flags.noEmail() && !flags.noCreate()) {
            throw ApiException.of("ipb-empty-block", "ipb-empty-block");
        }
    }

    private static Block numbered(Block b, long id) {
        return new Block(id, b.target(), b.accountId(), 0, b.byId(), b.by(), b.madeAt(), b.expiresAt(), b.reason(), b.flags(), b.partial(), b.pageIds(), b.pages(),
                b.namespaces());
    }

    private static Blocks.Told told(Command command, Block block, String action) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.put("duration", block.expiresAt().isPresent() ? command.expiry() : "infinity");
        ArrayNode flags = params.putArray("flags");
        Block.Flags set = block.flags();
        add(flags, set.anonOnly(), "anononly");
        add(flags, set.noCreate(), "nocreate");
        add(flags, !set.autoblock() && block.accountId() > 0, "noautoblock");
        add(flags, set.noEmail(), "noemail");
        add(flags, !set.allowUserTalk(), "nousertalk");
        add(flags, set.hideName(), "hiddenname");
        if (block.partial() && !(command.pages().isEmpty() && command.namespaces().isEmpty())) {
            ObjectNode restrictions = params.putObject("restrictions");
            if (!command.pages().isEmpty()) {
                ArrayNode pages = restrictions.putArray("pages");
                command.pages().forEach(page -> pages.addObject().put("page_ns", page.namespace()).put("page_title", page.title()));
            }
            if (!command.namespaces().isEmpty()) {
                ArrayNode namespaces = restrictions.putArray("namespaces");
                command.namespaces().forEach(namespaces::add);
            }
        }
        params.put("sitewide", !block.partial());
        block.expiresAt().ifPresent(at -> params.put("expiry", Timestamps.iso(at)));
        return new Blocks.Told(action, command.caller().userId(), command.caller().name(), command.reason(), params, command.tags(), command.now());
    }

    private static void add(ArrayNode flags, boolean set, String name) {
        if (set) {
            flags.add(name);
        }
    }
}
