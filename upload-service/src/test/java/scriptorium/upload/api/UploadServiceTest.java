package scriptorium.upload.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scriptorium.contract.call.CallJson;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.Topics;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.EditTokens;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;
import scriptorium.upload.Surroundings;
import scriptorium.upload.media.Pictures;
import scriptorium.upload.model.FileName;
import scriptorium.upload.publish.FilePage;
import scriptorium.upload.store.ObjectStore;
import scriptorium.upload.store.Sweep;

/** upload-service by its internal endpoints, on a real PostgreSQL, Kafka and S3. The neighbours (auth-service's keys, page-service) are played here. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class UploadServiceTest {

    private static final String SESSION = "upload-test-session";

    @TempDir
    Path folder;

    @Inject
    Pool pool;

    @Inject
    ObjectStore objects;

    @Inject
    Sweep sweep;

    /** page-service accepts everything. */
    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class WillingPage implements FilePage {
        @Override
        public Uni<Boolean> exists(FileName name, String bearer) {
            return Uni.createFrom().item(false);
        }

        @Override
        public Uni<Position> write(Change change) {
            return Uni.createFrom().item(new Position(Topics.PAGE_CONTENT_CHANGE, "1", 1));
        }
    }

    private static String bearer(String... rights) {
        return Surroundings.bearer(new Caller(7, "Ada", false, false, "127.0.0.1", Set.of("user"), Set.of(rights), Optional.empty(), SESSION, "sid", Map.of(), ""));
    }

    private ModuleAnswer upload(Path file, String... pairs) throws Exception {
        Map<String, String> params = new HashMap<>(Map.of("action", "upload", "token", EditTokens.make(SESSION, "csrf", Instant.now())));
        for (int i = 0; i < pairs.length; i += 2) {
            params.put(pairs[i], pairs[i + 1]);
        }
        ModuleCall call = new ModuleCall(params, params.keySet(), Set.of(), true, "en", "bc", "r", "127.0.0.1", Set.of(), Map.of(), Map.of());
        var request = given().header("Authorization", "Bearer " + bearer("read", "upload", "reupload"))
                .multiPart("call", new String(CallJson.write(call), StandardCharsets.UTF_8));
        if (file != null) {
            request.multiPart("file", file.toFile(), "application/octet-stream");
        }
        return CallJson.readAnswer(request.post("/internal/modules/upload").then().statusCode(200).extract().asByteArray());
    }

    private static Result.Tree tree(ModuleAnswer answer) {
        assertThat(answer.errors).isEmpty();
        return (Result.Tree) answer.result.get("upload");
    }

    @Test
    void aFileIsPublishedServedScaledAndToldOf() throws Exception {
        Path picture = Pictures.picture(folder, "png", 300, 200);
        ModuleAnswer answer = upload(picture, "filename", "Lake view.png", "comment", "Morning");
        assertThat(tree(answer).get("result")).isEqualTo("Success");
        assertThat(tree(answer).get("filename")).isEqualTo("Lake_view.png");
        assertThat(answer.positions).contains(new Position(Topics.FILE_CHANGE, "Lake_view.png", 1));

        String path = "/internal/files/" + new FileName("Lake_view.png").path();
        byte[] served = given().get(path).then().statusCode(200).contentType("image/png").extract().asByteArray();
        assertThat(served).isEqualTo(Files.readAllBytes(picture));
        byte[] part = given().header("Range", "bytes=1-3").get(path).then().statusCode(206).extract().asByteArray();
        assertThat(new String(part, StandardCharsets.ISO_8859_1)).isEqualTo("PNG");
        String thumb = path.replace("/internal/files/", "/internal/files/thumb/") + "/100px-Lake_view.png";
        given().get(thumb).then().statusCode(200).contentType("image/png");
        given().get("/internal/files/a/ab/Nothing.png").then().statusCode(404);
    }

    @Test
    void anotherFileUnderTheSameNameIsWarnedOfAndKept() throws Exception {
        upload(Pictures.picture(folder, "png", 20, 20), "filename", "Twice.png");
        Path second = Pictures.picture(folder, "png", 30, 20);
        Result.Tree warned = tree(upload(second, "filename", "Twice.png"));
        assertThat(warned.get("result")).isEqualTo("Warning");
        assertThat(((Result.Tree) warned.get("warnings")).get("exists")).isEqualTo("Twice.png");
        Result.Tree published = tree(upload(null, "filename", "Twice.png", "filekey", (String) warned.get("filekey"), "ignorewarnings", "1"));
        assertThat(published.get("result")).isEqualTo("Success");
        assertThat(((Result.Tree) published.get("imageinfo")).get("width")).isEqualTo(30L);
    }

    @Test
    void oddNamesAndKnownBytesAreWarnedOf() throws Exception {
        upload(Pictures.picture(folder, "png", 21, 22), "filename", "Known.png");
        assertThat(warnings(upload(Pictures.picture(folder, "jpg", 23, 22), "filename", "Known.jpg")).get("exists-normalized")).isEqualTo("Known.png");
        assertThat(warnings(upload(Pictures.picture(folder, "png", 24, 22), "filename", "10px-Known.png")).get("thumb")).isEqualTo("10px-Known.png");
        assertThat(warnings(upload(Pictures.picture(folder, "png", 25, 22), "filename", "10px-Other.png")).get("thumb-name")).isEqualTo("10px-Other.png");
        assertThat(warnings(upload(Pictures.picture(folder, "png", 26, 22), "filename", "IMG 1.png")).get("bad-prefix")).isEqualTo("IMG_1.png");
        assertThat(warnings(upload(Pictures.picture(folder, "png", 27, 22), "filename", "a/b.png")).get("badfilename")).isEqualTo("A-b.png");
        assertThat(((Result.Items) warnings(upload(Pictures.picture(folder, "png", 21, 22), "filename", "Twin.png")).get("duplicate")).values()).containsExactly("Known.png");
        assertThat(upload(Pictures.picture(folder, "png", 21, 22), "filename", "Known.png", "ignorewarnings", "1").errors).extracting(Msg::code)
                .containsExactly("fileexists-no-change");
    }

    @Test
    void aNameThatIsNoneKeepsTheBytes() throws Exception {
        ModuleAnswer answer = upload(Pictures.picture(folder, "png", 28, 22), "filename", ".png");
        assertThat(answer.errors).extracting(Msg::code).containsExactly("filename-tooshort");
        String key = (String) answer.errors.getFirst().data().get("filekey");
        assertThat(tree(upload(null, "filename", "Better name.png", "filekey", key)).get("result")).isEqualTo("Success");
    }

    @Test
    void namesThatServersMightRunAreRefused() throws Exception {
        assertThat(upload(Pictures.picture(folder, "png", 29, 22), "filename", "Tool.php.png").errors).extracting(Msg::code).containsExactly("filetype-banned");
        assertThat(upload(null, "filename", "No.png", "filekey", "x/y").errors).extracting(Msg::code).containsExactly("invalid-file-key");
    }

    @Test
    void bytesThatNobodyNeedsAreSweptAway() throws Exception {
        String lost = "original/lost-" + java.util.UUID.randomUUID() + ".png";
        Path picture = Pictures.picture(folder, "png", 30, 22);
        objects.put(lost, picture, "image/png");
        Result.Tree kept = tree(upload(picture, "filename", "Kept.png"));
        assertThat(kept.get("result")).isEqualTo("Success");
        Instant soon = Instant.now().plus(java.time.Duration.ofHours(1));
        sweep.once(soon).await().atMost(java.time.Duration.ofSeconds(30));
        assertThat(objects.exists(lost)).isTrue();
        Instant later = Instant.now().plus(java.time.Duration.ofDays(2));
        sweep.once(later).await().atMost(java.time.Duration.ofSeconds(30));
        assertThat(objects.exists(lost)).isFalse();
        given().get("/internal/files/" + new FileName("Kept.png").path()).then().statusCode(200);
    }

    private static Result.Tree warnings(ModuleAnswer answer) {
        return (Result.Tree) tree(answer).get("warnings");
    }

    @Test
    void whatIsNotAPictureIsRefused() throws Exception {
        assertThat(upload(Pictures.text(folder, "words"), "filename", "Liar.png").errors).extracting(Msg::code).containsExactly("verification-error");
        assertThat(upload(Pictures.picture(folder, "png", 5, 5), "filename", "Bad.exe").errors).extracting(Msg::code).containsExactly("verification-error");
        assertThat(upload(Pictures.text(folder, "words"), "filename", "Bad.exe").errors).extracting(Msg::code).containsExactly("filetype-banned");
        assertThat(upload(Pictures.text(folder, ""), "filename", "Empty.png").errors).extracting(Msg::code).containsExactly("empty-file");
        assertThat(upload(null, "filename", "No.png").errors).extracting(Msg::code).containsExactly("missingparam");
        assertThat(upload(null, "filename", "No.png", "filekey", "zz.png").errors).extracting(Msg::code).containsExactly("uploadstash-file-not-found");
    }

    @Test
    void nobodyGetsInWithoutAnIdentity() {
        given().contentType("application/json").body("{}").post("/internal/modules/upload").then().statusCode(401);
        given().contentType("application/json").header("Authorization", "Bearer nonsense").body("{}").post("/internal/modules/upload").then().statusCode(401);
    }
}
