package scriptorium.auth.block;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import scriptorium.auth.model.Account;
import scriptorium.auth.store.Accounts;
import scriptorium.auth.store.AddressRange;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;

/** Finds what is to be blocked: an account by name or {@code #id}, an address, a range. */
@ApplicationScoped
public class BlockTarget {

    private final Accounts accounts;

    BlockTarget(Accounts accounts) {
        this.accounts = accounts;
    }

    /** @param text the name in its normal form, or the address in its canonical one; the name that was asked for when there is no such account */
    public record Target(String text, Optional<Account> account, Optional<AddressRange> address) {
        public boolean exists() {
            return account.isPresent() || address.isPresent();
        }

        /** 0 for an address and for what there is not. */
        long accountId() {
            return account.map(Account::id).orElse(0L);
        }
    }

    /** @param userId number of an account, instead of {@code user} */
    public Uni<Target> find(String user, Optional<Long> userId) {
        return userId.isEmpty()
                ? find(user)
                : accounts.byId(userId.get()).map(found -> new Target(
                        found.orElseThrow(() -> ApiException.of("nosuchuserid", "apierror-nosuchuserid", Arg.rawNum(userId.get()))).name(), found, Optional.empty()));
    }

    private Uni<Target> find(String user) {
        Optional<AddressRange> address = AddressRange.parse(user);
        if (address.isPresent()) {
            return Uni.createFrom().item(new Target(address.get().text(), Optional.empty(), address));
        }
        if (user.matches("#\\d{1,18}")) {
            return accounts.byId(Long.parseLong(user.substring(1)))
                    .map(found -> new Target(found.map(Account::name).orElse("Unknown user"), found, Optional.empty()));
        }
        return accounts.byName(user).map(found -> new Target(user, found, Optional.empty()));
    }
}
