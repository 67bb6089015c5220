package scriptorium.stack;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The whole suite on this machine: the infrastructure in this process, the five services as children. */
final class Suite implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Settings settings;
    private final Infra infra;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final String adminPassword;

    private Suite(Settings settings, Infra infra, String adminPassword) {
        this.settings = settings;
        this.infra = infra;
        this.adminPassword = adminPassword;
    }

    /** Starts everything and waits until it answers. */
    static Suite up(Settings settings) throws Exception {
        Files.createDirectories(settings.data().resolve("logs"));
        if (!Ports.isFree(settings.port())) {
            throw new IOException("port " + settings.port() + " is taken; choose another one with --port");
        }
        Progress progress = new Progress(7);
        progress.begin("PostgreSQL, Kafka and S3");
        int base = settings.basePort();
        Infra infra = Infra.start(settings.data(), base + 32, base + 92, base + 100);
        progress.done(infra.ports());
        boolean first = !Files.exists(settings.data().resolve("set-up"));
        String given = System.getenv("SCRIPTORIUM_ADMIN_PASSWORD");
        String password = !first ? "" : given == null || given.isBlank() ? Secrets.readable() : given;
        Suite suite = new Suite(settings, infra, password);
        try {
            suite.startServices(base);
            suite.awaitReady(progress);
        } catch (Exception | Error failed) {
            suite.close();
            throw failed;
        }
        Files.writeString(settings.data().resolve("set-up"), "The administrator's account has been made.\n");
        return suite;
    }

    private void startServices(int base) throws IOException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("auth-service", Ports.free(base + 1));
        ports.put("page-service", Ports.free(base + 2));
        ports.put("query-service", Ports.free(base + 3));
        ports.put("upload-service", Ports.free(base + 4));
        ports.put("api-router", settings.port());
        // A hash of a password takes 7 MiB for some 40 ms: it must not outlive the young generation, or all callers wait for the old one to be swept.
        Map<String, String> heaps = Map.of("auth-service", "208m -Xmn128m -XX:SurvivorRatio=12", "page-service", "224m", "query-service", "448m", "upload-service", "192m", "api-router", "192m");
        HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        for (String name : ports.keySet()) {
            Map<String, String> environment = new LinkedHashMap<>(infra.environment(name.equals("api-router") ? "" : name.replace("-service", "")));
            environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
            environment.put("QUARKUS_HTTP_PORT", ports.get(name).toString());
            for (String service : List.of("auth", "page", "query", "upload")) {
                environment.put("SCRIPTORIUM_SERVICES_" + service.toUpperCase(java.util.Locale.ROOT) + "_URL", "http://127.0.0.1:" + ports.get(service + "-service"));
            }
            environment.put("SCRIPTORIUM_SITE_SERVER", settings.server());
            environment.put("SCRIPTORIUM_INTERNAL_KEY", infra.secrets().get("internal-key"));
            String secretKey = System.getenv("SCRIPTORIUM_SECRET_KEY");
            environment.put("SCRIPTORIUM_SECRET_KEY", secretKey == null || secretKey.isBlank() ? infra.secrets().get("secret-key") : secretKey);
            if (name.equals("auth-service") && !adminPassword.isEmpty()) {
                environment.put("SCRIPTORIUM_ADMIN_NAME", "Admin");
                environment.put("SCRIPTORIUM_ADMIN_PASSWORD", adminPassword);
            }
            ServiceProcess service = new ServiceProcess(name, ports.get(name), heaps.get(name), settings, environment, http);
            services.add(service);
            service.child().start();
        }
    }

    private void awaitReady(Progress progress) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (ServiceProcess service : services) {
            progress.begin(service.name());
            while (!service.ready()) {
                if (System.nanoTime() > end || service.child().gaveUp()) {
                    throw new IOException(service.name() + " does not get ready; its log is " + service.child().log());
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            progress.done("port " + service.port() + ", process " + service.child().pid());
        }
    }

    /** Empty unless this start made the administrator's account. */
    String adminPassword() {
        return adminPassword;
    }

    List<ServiceProcess> services() {
        return services;
    }

    @Override
    public void close() {
        if (settings.training()) {
            // One after the other: each writes its cache when it ends, and that takes memory.
            services.reversed().forEach(service -> {
                service.child().stop();
                service.child().awaitStop();
            });
        }
        services.forEach(service -> service.child().stop());
        services.forEach(service -> service.child().awaitStop());
        infra.close();
    }
}
