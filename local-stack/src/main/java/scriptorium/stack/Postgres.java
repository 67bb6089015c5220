package scriptorium.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A real PostgreSQL with one database and one role per service. Loopback only; roles need their passwords. */
final class Postgres implements AutoCloseable {

    static final List<String> DATABASES = List.of("auth", "page", "query", "upload");

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static Postgres start(Path folder, int port, Secrets secrets) throws IOException, SQLException {
        Path data = folder.resolve("postgres");
        Path log = folder.resolve("logs").resolve("postgres.log");
        Files.createDirectories(log.getParent());
        boolean first = !Files.exists(data.resolve("PG_VERSION"));
        if (!first) {
            requirePasswords(data);
        }
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data.toFile())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.resolve("postgres-binaries").toFile())
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "120")
                .setServerConfig("shared_buffers", "128MB")
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (first) {
            createDatabases(server, secrets);
            requirePasswords(data);
            reload(server);
        }
        return new Postgres(server);
    }

    private static void createDatabases(EmbeddedPostgres server, Secrets secrets) throws IOException, SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection(); Statement sql = connection.createStatement()) {
            for (String name : DATABASES) {
                sql.execute("CREATE ROLE \"" + name + "\" LOGIN PASSWORD '" + secrets.get("postgres." + name) + "'");
                sql.execute("CREATE DATABASE \"" + name + "\" OWNER \"" + name + "\"");
                sql.execute("REVOKE CONNECT ON DATABASE \"" + name + "\" FROM PUBLIC");
            }
        }
        for (String extension : List.of("pg_trgm", "unaccent")) {
            try (Connection connection = server.getDatabase("postgres", "query").getConnection(); Statement sql = connection.createStatement()) {
                sql.execute("CREATE EXTENSION IF NOT EXISTS " + extension);
            }
        }
    }

    /** The superuser stays trusted on loopback for this launcher alone to check health; the services' roles need their passwords. */
    private static void requirePasswords(Path data) throws IOException {
        Files.writeString(data.resolve("pg_hba.conf"), """
                local all postgres trust
                host postgres postgres 127.0.0.1/32 trust
                host all all 127.0.0.1/32 scram-sha-256
                """);
    }

    private static void reload(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("SELECT pg_reload_conf()");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
