package scriptorium.stack;

import java.nio.file.Path;
import java.util.Map;

/**
 * Only PostgreSQL, Kafka and S3, for tests: {@code InfraMain FOLDER}. Prints what services need ({@code ENV database NAME=value}), then {@code INFRA READY};
 * ends when its standard input closes, so it never outlives the test that started it.
 */
public final class InfraMain {

    private InfraMain() {}

    public static void main(String[] args) throws Exception {
        try (Infra infra = Infra.start(Path.of(args[0]).toAbsolutePath(), 0, 0, 0)) {
            for (String database : Postgres.DATABASES) {
                for (Map.Entry<String, String> entry : infra.environment(database).entrySet()) {
                    System.out.println("ENV " + database + " " + entry.getKey() + "=" + entry.getValue());
                }
            }
            System.out.println("INFRA READY");
            System.out.flush();
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
        System.exit(0);
    }
}
