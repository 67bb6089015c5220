package scriptorium.router.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Bounds at the suite's edge. */
@ConfigMapping(prefix = "scriptorium.edge")
public interface EdgeConfig {

    /** Whether addresses with characters that no strict URI has ({@code |}) are understood, by a server of the router's own at the public port. */
    @WithDefault("true")
    boolean lenientAddresses();

    /** Reverse proxies whose {@code X-Forwarded-For} is believed: addresses, or ranges as {@code 10.0.0.0/8}. Anybody else's is not looked at. */
    Optional<List<String>> trustedProxies();

    /** Largest urlencoded form in bytes. */
    @WithDefault("20971520")
    int maxFormBytes();

    /** What large forms may take of the heap at once, in bytes as they are sent; some five times as much while they are worked on. */
    @WithDefault("16777216")
    int formMemory();

    /** What large answers of services may take of the heap at once, in bytes; some five times as much while they are worked on. */
    @WithDefault("12582912")
    int answerMemory();

    /** How many large forms, and how many large answers, may wait for memory. */
    @WithDefault("200")
    int waitingForMemory();

    /** How long they wait. */
    @WithDefault("20s")
    Duration memoryPatience();

    /** How long a share of that memory is held at the most. */
    @WithDefault("2m")
    Duration memoryHeld();

    /** How long a large form may take to arrive once there is memory for it. */
    @WithDefault("30s")
    Duration largeFormTime();

    /** How many parameters are read of a body, and of a query string; the rest is left out with a warning. */
    @WithDefault("1000")
    int maxParameters();

    /** How many logins of this router auth-service may have at a time: as many as it hashes at once, and some that it prepares. */
    @WithDefault("4")
    int logins();

    /** How many logins may wait for that; who comes then is told to try again. */
    @WithDefault("100")
    int waitingLogins();

    /** How long they wait. */
    @WithDefault("20s")
    Duration loginPatience();

    /** Where uploads lie until the owning service has them. */
    @WithDefault("${java.io.tmpdir}")
    String uploadDirectory();

    /** Requests per second and client address in the long run; 0 for no limit. */
    @WithDefault("20000")
    int addressRate();

    /** Requests that one address may send at once. */
    @WithDefault("100000")
    int addressBurst();

    /** Requests per second and account in the long run; 0 for no limit. */
    @WithDefault("20000")
    int accountRate();

    /** Requests that one account may send at once. */
    @WithDefault("100000")
    int accountBurst();

    /** How many addresses and accounts are remembered for the limits. */
    @WithDefault("100000")
    int rememberedClients();

    /** How many callers' identities are kept. */
    @WithDefault("20000")
    int identities();

    /** An identity is fetched anew this long before it ends. */
    @WithDefault("10s")
    Duration identityMargin();

    /** How often the services are asked whether their modules have changed. */
    @WithDefault("3s")
    Duration moduleRefresh();

    /** How long the answer to a write waits until the index has it. */
    @WithDefault("3s")
    Duration readAfterWrite();

    /** How long a reported lag counts. */
    @WithDefault("1s")
    Duration lagValidity();

    /** Answers from this size on are compressed, in bytes. */
    @WithDefault("1000")
    int compressFrom();

    /** Answers larger than this are formatted and compressed off the event loop, in bytes. */
    @WithDefault("262144")
    int largeAnswer();

    /** Answers of services larger than this are not read, in bytes; the client gets a warning that the result was truncated. */
    @WithDefault("12582912")
    int largestAnswer();

    /** Clients that may read event streams at once. */
    @WithDefault("200")
    int streamClients();

    /** Events that wait for a slow client of a stream; until it has read some, no more are taken from Kafka for it. */
    @WithDefault("100")
    int streamBuffer();

    /** How often a silent stream shows that it is alive. */
    @WithDefault("15s")
    Duration streamHeartbeat();
}
