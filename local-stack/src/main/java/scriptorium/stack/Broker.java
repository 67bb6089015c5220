package scriptorium.stack;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real Kafka broker, which is its own controller, with the suite's topics, in a process of its own. Loopback only. */
final class Broker implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final String MAX_MESSAGE = String.valueOf(16 * 1024 * 1024);

    /** Topics with several partitions: ordered by key. */
    private static final List<String> KEYED = List.of(
            "mediawiki.page_content_change.v1", "mediawiki.page_change.v1", "scriptorium.account_change.v1", "scriptorium.file_change.v1",
            "scriptorium.watch_change.v1", "scriptorium.tag_change.v1", "scriptorium.reparse.v1");

    /** Topics with one partition: ordered as a whole. */
    private static final List<String> SINGLE = List.of("mediawiki.recentchange", "scriptorium.identity_change.v1");

    private final Child process;

    private Broker(Child process) {
        this.process = process;
    }

    static Broker start(Path folder, int port) throws Exception {
        Path data = folder.resolve("kafka");
        Files.createDirectories(data);
        Files.createDirectories(folder.resolve("logs"));
        String controller = String.valueOf(Ports.free(0));
        Child process = new Child("the broker", folder, folder.resolve("logs/kafka.log"),
                Map.of("CLASSPATH", System.getProperty("java.class.path")), Duration.ofSeconds(20), () -> List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-Xss512k", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
                "-XX:MaxMetaspaceSize=128m", "-XX:ReservedCodeCacheSize=64m", "-XX:+ExitOnOutOfMemoryError", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                BrokerMain.class.getName(), data.toString(), String.valueOf(port), controller));
        process.start();
        createTopics(port);
        return new Broker(process);
    }

    /** What runs in the broker's process. */
    static final class Server {

        private final KafkaRaftServer server;

        private Server(KafkaRaftServer server) {
            this.server = server;
        }

        static Server start(Path data, int port, int controller) throws Exception {
            if (!Files.exists(data.resolve("meta.properties"))) {
                format(data);
            }
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings(data, port, controller)), Time.SYSTEM);
            server.startup();
            return new Server(server);
        }

        void stop() {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private static void format(Path data) throws Exception {
        Formatter formatter = new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setMetadataLogDirectory(data.toString())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()));
        formatter.addDirectory(data.toString());
        formatter.setIgnoreFormatted(true);
        formatter.run();
    }

    private static Properties settings(Path data, int port, int controller) {
        Properties p = new Properties();
        p.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", data.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.partitions", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("message.max.bytes", MAX_MESSAGE),
                Map.entry("replica.fetch.max.bytes", MAX_MESSAGE),
                Map.entry("num.network.threads", "1"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "2"),
                Map.entry("log.cleaner.threads", "1"),
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                Map.entry("log.segment.bytes", "33554432"),
                Map.entry("log.index.size.max.bytes", "1048576"),
                Map.entry("log.retention.hours", "-1"),
                Map.entry("controlled.shutdown.enable", "true"),
                Map.entry("broker.session.timeout.ms", "9000"),
                Map.entry("broker.heartbeat.interval.ms", "1000"),
                Map.entry("controller.quorum.election.timeout.ms", "100"),
                Map.entry("controller.quorum.election.backoff.max.ms", "50"),
                Map.entry("controller.quorum.fetch.timeout.ms", "2000")));
        return p;
    }

    private static void createTopics(int port) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
            Set<String> have = admin.listTopics().names().get();
            List<NewTopic> missing = new ArrayList<>();
            Map<String, String> settings = Map.of("max.message.bytes", MAX_MESSAGE, "compression.type", "producer");
            KEYED.stream().filter(name -> !have.contains(name)).forEach(name -> missing.add(new NewTopic(name, PARTITIONS, (short) 1).configs(settings)));
            SINGLE.stream().filter(name -> !have.contains(name)).forEach(name -> missing.add(new NewTopic(name, 1, (short) 1).configs(settings)));
            admin.createTopics(missing).all().get();
        }
    }

    @Override
    public void close() {
        process.stop();
        process.awaitStop();
    }
}
