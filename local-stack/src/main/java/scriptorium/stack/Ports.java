package scriptorium.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports on the loopback address. */
public final class Ports {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int LOWEST = 10_240;
    private static final int FIRST_EPHEMERAL = 32_768;
    private static final int TRIES = 10_000;
    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    /** The wanted port when it is free, else any free one; 0 asks for any. Never the same one twice. */
    public static synchronized int free(int wanted) {
        if (wanted > 0 && isFree(wanted) && GIVEN.add(wanted)) {
            return wanted;
        }
        int end = firstEphemeral();
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, end);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " to " + end);
    }

    /**
     * Below the ports that the system lends to connections: who asks a server of such a port whether it is ready can be lent that very port, be connected to
     * itself, and keep the server from it.
     */
    private static int firstEphemeral() {
        try {
            int first = Integer.parseInt(Files.readString(EPHEMERAL).strip().split("\\s+")[0]);
            return first > LOWEST + TRIES ? first : FIRST_EPHEMERAL;
        } catch (IOException | NumberFormatException elsewhere) {
            return FIRST_EPHEMERAL;
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
