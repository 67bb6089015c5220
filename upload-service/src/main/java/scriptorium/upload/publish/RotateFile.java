package scriptorium.upload.publish;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.Topics;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.host.work.WorkPool;
import scriptorium.upload.media.MediaInfo;
import scriptorium.upload.media.MediaInspector;
import scriptorium.upload.media.Thumbnails;
import scriptorium.upload.model.FileName;
import scriptorium.upload.model.FileVersion;
import scriptorium.upload.store.FileVersions;
import scriptorium.upload.store.ObjectStore;

/** Turns a picture: as a new version of the file. */
@ApplicationScoped
public class RotateFile {

    private static final Set<String> TURNABLE = Set.of("image/jpeg", "image/png");

    private final FileVersions files;
    private final ObjectStore objects;
    private final FilePage pages;
    private final WorkPool work;

    RotateFile(FileVersions files, ObjectStore objects, FilePage pages, WorkPool work) {
        this.files = files;
        this.objects = objects;
        this.pages = pages;
        this.work = work;
    }

    /** @param degrees clockwise: 90, 180 or 270 */
    public record Command(FileName name, int degrees, Caller caller, String bearer, Instant now) {}

    /** What came of it. */
    public sealed interface Outcome {
        record Rotated(List<Position> positions) implements Outcome {}

        record Refused(List<Msg> why) implements Outcome {}
    }

    private record Turned(String key, MediaInfo media) {}

    public Uni<Outcome> execute(Command command) {
        return files.current(command.name()).chain(current -> {
            Optional<Msg> refusal = refusal(command, current);
            return refusal.isPresent() ? refused(List.of(refusal.get()))
                    : work.run(() -> turn(command, current.orElseThrow())).chain(turned -> publish(command, turned));
        }).onFailure(ApiException.class).recoverWithUni(failure -> refused(((ApiException) failure).errors()))
                .onFailure(Thumbnails.NotScalable.class).recoverWithUni(_ -> refused(List.of(UploadRefusal.ROTATION_FAILED.msg())));
    }

    private static Uni<Outcome> refused(List<Msg> why) {
        return Uni.createFrom().item(new Outcome.Refused(why));
    }

    private static Optional<Msg> refusal(Command command, Optional<FileVersion> current) {
        if (current.isEmpty()) {
            return Optional.of(UploadRefusal.FILE_DOES_NOT_EXIST.msg());
        }
        if (!TURNABLE.contains(current.get().media().mime())) {
            return Optional.of(UploadRefusal.CANNOT_BE_ROTATED.msg());
        }
        return command.caller().may("reupload") || command.caller().may("reupload-own") && current.get().userId() == command.caller().userId()
                ? Optional.empty() : Optional.of(UploadRefusal.NOT_ALLOWED.msg(Arg.raw("reupload")));
    }

    private Turned turn(Command command, FileVersion version) throws IOException {
        String mime = version.media().mime();
        byte[] bytes;
        try (InputStream in = objects.get(version.objectKey()).orElseThrow(() -> new ApiException(UploadRefusal.FILE_DOES_NOT_EXIST.msg()))) {
            bytes = Thumbnails.rotate(in, mime, command.degrees());
        }
        Path file = Files.createTempFile("scriptorium-rotate-", ".bin");
        try {
            Files.write(file, bytes);
            MediaInfo media = MediaInspector.inspect(file);
            String key = PublishFile.newObject(command.name(), media);
            objects.put(key, file, mime);
            return new Turned(key, media);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Uni<Outcome> publish(Command command, Turned turned) {
        Instant now = command.now().truncatedTo(ChronoUnit.SECONDS);
        String comment = "Turned clockwise by " + command.degrees() + " degrees";
        FileVersion version = new FileVersion(command.name(), now, command.caller().userId(), command.caller().name(), comment, turned.media(), "", turned.key());
        FilePage.Change change = new FilePage.Change(command.name(), false, "", comment, Set.of(), "nochange", turned.media().sha1(), Timestamps.iso(now),
                command.bearer());
        return pages.write(change).chain(page -> files.publish(version, "upload")
                .map(seq -> new Outcome.Rotated(List.of(page, new Position(Topics.FILE_CHANGE, command.name().value(), seq)))));
    }
}
