package scriptorium.stack;

import java.nio.file.Path;

/**
 * The broker's own process: {@code BrokerMain FOLDER PORT CONTROLLER-PORT}. It may be killed like any other; ends when its standard input closes, so it never
 * outlives the launcher.
 */
public final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] args) throws Exception {
        Broker.Server server = Broker.Server.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        System.exit(0);
    }
}
