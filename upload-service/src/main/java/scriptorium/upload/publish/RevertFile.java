package scriptorium.upload.publish;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.Topics;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.upload.model.FileName;
import scriptorium.upload.model.FileVersion;
import scriptorium.upload.store.FileVersions;

/** Makes an old version of a file the current one again: as a new version with the same bytes. */
@ApplicationScoped
public class RevertFile {

    private final FileVersions files;
    private final FilePage pages;

    RevertFile(FileVersions files, FilePage pages) {
        this.files = files;
        this.pages = pages;
    }

    public record Command(FileName name, String archiveName, String comment, Caller caller, String bearer, Instant now) {}

    /** What came of it. */
    public sealed interface Outcome {
        record Reverted(List<Position> positions) implements Outcome {}

        record Refused(Msg why) implements Outcome {}
    }

    /** The file as it is; a file that is not there is refused. */
    public Uni<FileVersion> existing(FileName name) {
        return files.current(name).map(current -> current.orElseThrow(() -> new ApiException(UploadRefusal.NO_SUCH_FILE.msg())));
    }

    public Uni<Outcome> execute(Command command) {
        return existing(command.name()).chain(now -> {
            return files.archived(command.name(), command.archiveName()).chain(found -> {
                FileVersion old = found.orElseThrow(() -> new ApiException(UploadRefusal.NO_SUCH_ARCHIVE.msg()));
                return old.media().sha1().equals(now.media().sha1())
                        ? Uni.createFrom().item(new Outcome.Refused(Msg.ofKey("fileexists-no-change", Arg.raw("File:" + command.name().title()))))
                        : revert(command, old);
            });
        });
    }

    private Uni<Outcome> revert(Command command, FileVersion old) {
        Instant now = command.now().truncatedTo(ChronoUnit.SECONDS);
        String comment = command.comment().isEmpty() ? "Back to the version of " + Timestamps.iso(old.uploadedAt()) : command.comment();
        FileVersion version = new FileVersion(command.name(), now, command.caller().userId(), command.caller().name(), comment, old.media(), "", old.objectKey());
        FilePage.Change change = new FilePage.Change(command.name(), false, "", comment, Set.of(), "nochange", old.media().sha1(), Timestamps.iso(now),
                command.bearer());
        return pages.write(change).chain(page -> files.publish(version, "revert")
                .map(seq -> new Outcome.Reverted(List.of(page, new Position(Topics.FILE_CHANGE, command.name().value(), seq)))));
    }
}
