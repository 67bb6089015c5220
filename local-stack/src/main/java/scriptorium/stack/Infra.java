package scriptorium.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** PostgreSQL, Kafka and S3 over one data folder, and what the services must be told to reach them. */
public final class Infra implements AutoCloseable {

    private final Postgres postgres;
    private final Broker broker;
    private final ObjectStorage storage;
    private final Secrets secrets;
    private final int postgresPort;
    private final int kafkaPort;
    private final int storagePort;

    private Infra(Postgres postgres, Broker broker, ObjectStorage storage, Secrets secrets, int postgresPort, int kafkaPort, int storagePort) {
        this.postgres = postgres;
        this.broker = broker;
        this.storage = storage;
        this.secrets = secrets;
        this.postgresPort = postgresPort;
        this.kafkaPort = kafkaPort;
        this.storagePort = storagePort;
    }

    /** Starts the three side by side. Ports are wishes: 0 or a taken one becomes any free one. */
    public static Infra start(Path folder, int postgresWish, int kafkaWish, int storageWish) throws Exception {
        Files.createDirectories(folder);
        Secrets secrets = new Secrets(folder);
        int postgresPort = Ports.free(postgresWish);
        int kafkaPort = Ports.free(kafkaWish);
        int storagePort = Ports.free(storageWish);
        String secretKey = secrets.get("s3.secret");
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Future<Postgres> postgres = threads.submit(() -> Postgres.start(folder, postgresPort, secrets));
            Future<Broker> broker = threads.submit(() -> Broker.start(folder, kafkaPort));
            Future<ObjectStorage> storage = threads.submit(() -> ObjectStorage.start(folder, storagePort, "scriptorium", secretKey));
            return new Infra(postgres.get(), broker.get(), storage.get(), secrets, postgresPort, kafkaPort, storagePort);
        }
    }

    Secrets secrets() {
        return secrets;
    }

    /** The environment that a service with this database ("auth", …; empty for none) needs to reach the infrastructure. */
    public Map<String, String> environment(String database) throws java.io.IOException {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + kafkaPort);
        if (!database.isEmpty()) {
            env.put("QUARKUS_DATASOURCE_REACTIVE_URL", "vertx-reactive:postgresql://127.0.0.1:" + postgresPort + "/" + database);
            env.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + postgresPort + "/" + database);
            env.put("QUARKUS_DATASOURCE_USERNAME", database);
            env.put("QUARKUS_DATASOURCE_PASSWORD", secrets.get("postgres." + database));
        }
        if (database.equals("upload")) {
            env.put("QUARKUS_MINIO_HOST", "http://127.0.0.1");
            env.put("QUARKUS_MINIO_PORT", String.valueOf(storagePort));
            env.put("QUARKUS_MINIO_ACCESS_KEY", "scriptorium");
            env.put("QUARKUS_MINIO_SECRET_KEY", secrets.get("s3.secret"));
            env.put("SCRIPTORIUM_S3_BUCKET", ObjectStorage.BUCKET);
        }
        return env;
    }

    String ports() {
        return "PostgreSQL " + postgresPort + ", Kafka " + kafkaPort + ", S3 " + storagePort;
    }

    @Override
    public void close() {
        quietly(storage);
        quietly(broker);
        quietly(postgres);
    }

    private static void quietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("while stopping: " + e);
        }
    }
}
