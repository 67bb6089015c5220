package scriptorium.router.request;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** What every request has: an id of ours. */
public final class Requests {

    private Requests() {}

    /** 24 hex digits that name a request in answers and logs. */
    public static String newId() {
        byte[] bytes = new byte[12];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
