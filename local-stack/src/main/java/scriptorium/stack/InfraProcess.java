package scriptorium.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The infrastructure as a child process, for service tests: real PostgreSQL, Kafka and S3 on free ports in a folder of their own. Needs only the JDK on the class
 * path of the test; the servers' libraries stay in the child. The child ends with this process, however that ends.
 */
public final class InfraProcess implements AutoCloseable {

    private final Process process;
    private final Map<String, Map<String, String>> environment;

    private InfraProcess(Process process, Map<String, Map<String, String>> environment) {
        this.process = process;
        this.environment = environment;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param folder where data and logs go
     */
    public static InfraProcess start(Path folder) {
        try {
            Files.createDirectories(folder);
            Path module = module();
            List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx384m",
                    "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp",
                    module.resolve("target/classes") + java.io.File.pathSeparator + module.resolve("target/lib") + "/*", InfraMain.class.getName(),
                    folder.toString());
            Process process = new ProcessBuilder(command).redirectError(folder.resolve("infra.log").toFile()).start();
            return await(process, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InfraProcess await(Process process, Path folder) throws IOException {
        Map<String, Map<String, String>> environment = new HashMap<>();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals("INFRA READY")) {
                Thread drain = new Thread(() -> discard(out), "infra-output");
                drain.setDaemon(true);
                drain.start();
                return new InfraProcess(process, environment);
            }
            if (line.startsWith("ENV ")) {
                String[] words = line.split(" ", 3);
                int equals = words[2].indexOf('=');
                environment.computeIfAbsent(words[1], _ -> new HashMap<>()).put(words[2].substring(0, equals), words[2].substring(equals + 1));
            } else {
                said.add(line);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("the infrastructure did not start; see " + folder.resolve("infra.log") + " " + said);
    }

    private static void discard(BufferedReader out) {
        try {
            out.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            // the child has gone
        }
    }

    private static Path module() throws IOException {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("local-stack/target/lib"))) {
                return at.resolve("local-stack");
            }
        }
        throw new IOException("local-stack is not built: run ./mvnw -Dquick -pl local-stack -am package");
    }

    /** Quarkus properties for the service with this database ("auth", "page", "query", "upload"). */
    public Map<String, String> config(String database) {
        Map<String, String> properties = new HashMap<>();
        environment.getOrDefault(database, Map.of()).forEach((name, value) -> properties.put(property(name), value));
        return properties;
    }

    private static String property(String variable) {
        return switch (variable) {
            case "QUARKUS_MINIO_ACCESS_KEY" -> "quarkus.minio.access-key";
            case "QUARKUS_MINIO_SECRET_KEY" -> "quarkus.minio.secret-key";
            default -> variable.toLowerCase(Locale.ROOT).replace('_', '.');
        };
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
