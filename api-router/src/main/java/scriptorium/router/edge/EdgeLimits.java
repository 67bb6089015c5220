package scriptorium.router.edge;

import jakarta.enterprise.context.ApplicationScoped;
import scriptorium.router.request.EdgeConfig;

/** The rates of addresses and of accounts, shared by all that the router serves. */
@ApplicationScoped
public class EdgeLimits {

    private final RateLimits addresses;
    private final RateLimits accounts;

    EdgeLimits(EdgeConfig config) {
        addresses = new RateLimits(config.addressRate(), config.addressBurst(), config.rememberedClients(), System::nanoTime);
        accounts = new RateLimits(config.accountRate(), config.accountBurst(), config.rememberedClients(), System::nanoTime);
    }

    /** Takes one request of an address; 0 when it may pass, else the seconds to wait. */
    public long takeAddress(String address) {
        return addresses.take(address);
    }

    public long takeAccount(long userId) {
        return accounts.take(Long.toString(userId));
    }
}
