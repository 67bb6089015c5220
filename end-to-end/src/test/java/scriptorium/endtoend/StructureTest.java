package scriptorium.endtoend;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What always holds in this house (docs/ARCHITECTURE.md), read from the compiled classes of all modules. */
class StructureTest {

    private static final Path ROOT = Path.of(System.getProperty("scriptorium.root")).toAbsolutePath().normalize();
    private static final List<String> SERVICES = List.of("auth", "page", "query", "upload", "router");

    private static JavaClasses house;

    @BeforeAll
    static void read() {
        house = new ClassFileImporter().importPaths(
                Stream.of("contract", "module-host", "wikitext", "auth-service", "page-service", "query-service", "upload-service", "api-router")
                        .map(module -> ROOT.resolve(module).resolve("target/classes")).toList());
    }

    @Test
    void contractAndWikitextKnowNoFramework() {
        noClasses().that().resideInAnyPackage("scriptorium.contract..", "scriptorium.wikitext..")
                .should().dependOnClassesThat().resideInAnyPackage("io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..", "java.sql..", "java.net.http..",
                        "org.apache.kafka..")
                .because("they are libraries: words, and text in and out").check(house);
    }

    @TestFactory
    Stream<DynamicTest> noServiceKnowsAnother() {
        return SERVICES.stream().map(service -> DynamicTest.dynamicTest(service, () -> noClasses().that().resideInAPackage("scriptorium." + service + "..")
                .should().dependOnClassesThat().resideInAnyPackage(SERVICES.stream().filter(other -> !other.equals(service)).map(other -> "scriptorium." + other + "..")
                        .toArray(String[]::new))
                .because("services meet by internal REST and by events").check(house)));
    }

    @Test
    void modulesOfTheWritingServicesHoldNoSql() {
        noClasses().that().resideInAnyPackage("scriptorium.page.api..", "scriptorium.auth.api..", "scriptorium.upload.api..")
                .should().dependOnClassesThat().resideInAnyPackage("io.vertx.mutiny.sqlclient..", "io.vertx.sqlclient..", "org.hibernate..", "org.apache.kafka..")
                .because("a module class translates; SQL is for the store packages").check(house);
    }

    @Test
    void nothingButTheRelayAndTheReparseQueueSendsToKafka() {
        noClasses().that(not(resideInAnyPackage("scriptorium.host.outbox..", "scriptorium.query.projection..")))
                .should().dependOnClassesThat().resideInAPackage("org.apache.kafka.clients.producer..")
                .because("a change and the news of it are one transaction: the outbox").check(house);
    }

    @Test
    void theRouterKnowsNoSql() {
        noClasses().that(resideInAPackage("scriptorium.router.."))
                .should().dependOnClassesThat().resideInAnyPackage("io.vertx.mutiny.sqlclient..", "io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql..", "org.hibernate..")
                .because("it owns nothing").check(house);
    }

    /** What the start waits for, and what waits on threads of the work pool or of its own because a synchronous engine or library asks. */
    private static final String[] WAITING = {
        "scriptorium.auth.account.FirstAdministrator", "scriptorium.auth.identity.SigningKeys", "scriptorium.page.edit.FirstPage",
        "scriptorium.query.projection.Lane", "scriptorium.query.parse.IndexWikiSource", "scriptorium.query.parse.InterfaceTexts",
        "scriptorium.page.store.PageWikiSource", "scriptorium.upload.store.FileLookup"};

    @Test
    void onlyThreadsOfTheirOwnWait() {
        noClasses().that(not(belongToAnyOf(WAITING)))
                .should().callMethod("io.smallrye.mutiny.Uni", "await")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("jakarta.transaction.Transactional")
                .because("nothing blocks an event loop").check(house);
    }

    private static DescribedPredicate<JavaClass> belongToAnyOf(String... names) {
        return DescribedPredicate.describe("are " + List.of(names), type -> List.of(names).contains(type.getName().replaceFirst("\\$.*", "")));
    }
}
