package scriptorium.upload.publish;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
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
import scriptorium.contract.param.Timestamps;
import scriptorium.host.work.WorkPool;
import scriptorium.upload.media.MediaInfo;
import scriptorium.upload.media.MediaInspector;
import scriptorium.upload.media.SvgCheck;
import scriptorium.upload.model.FileName;
import scriptorium.upload.model.FileVersion;
import scriptorium.upload.model.StashedFile;
import scriptorium.upload.store.FileVersions;
import scriptorium.upload.store.ObjectStore;
import scriptorium.upload.store.Stash;

/**
 * Publishes a file, or keeps it in the stash when there is something to warn of. Bytes first, then the page (which may be refused), then the version and its
 * event in one transaction: whatever was acknowledged is complete.
 */
@ApplicationScoped
public class PublishFile {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final NameCheck names;
    private final FileVersions files;
    private final ObjectStore objects;
    private final Stash stash;
    private final FilePage pages;
    private final WorkPool work;

    PublishFile(NameCheck names, FileVersions files, ObjectStore objects, Stash stash, FilePage pages, WorkPool work) {
        this.names = names;
        this.files = files;
        this.objects = objects;
        this.stash = stash;
        this.pages = pages;
        this.work = work;
    }

    /** What a client wants published. */
    public record Command(
            String fileName, String comment, Optional<String> text, Set<String> tags, String watchlist, boolean ignoreWarnings, boolean stashOnly,
            Caller caller, String bearer, Instant now) {}

    /** What came of it. */
    public sealed interface Outcome {
        UploadWarnings warnings();

        record Published(FileVersion version, UploadWarnings warnings, List<Position> positions) implements Outcome {}

        record Stashed(StashedFile file, MediaInfo media, UploadWarnings warnings) implements Outcome {}
    }

    /** Publishes bytes that came with the request. */
    public Uni<Outcome> fromRequest(Path bytes, String sentName, Command command) {
        return work.run(() -> inspect(bytes)).chain(media -> {
            FileName name = checked(bytes, sentName, media, command);
            return warnings(name, media, command).chain(warnings -> warnings.any() && !command.ignoreWarnings() || command.stashOnly()
                    ? keep(bytes, name, media, command).map(kept -> new Outcome.Stashed(kept, media, warnings))
                    : publish(bytes, name, media, warnings, command));
        });
    }

    /** Publishes a file of the caller's stash. */
    public Uni<Outcome> fromStash(StashedFile kept, Command command) {
        return work.run(() -> fetch(kept)).chain(bytes -> work.run(() -> inspect(bytes)).chain(media -> {
            FileName name = checked(bytes, kept.fileName(), media, command);
            return warnings(name, media, command).chain(warnings -> warnings.any() && !command.ignoreWarnings()
                    ? Uni.createFrom().<Outcome>item(new Outcome.Stashed(kept, media, warnings))
                    : publish(bytes, name, media, warnings, command).call(() -> stash.remove(kept.key())));
        }).eventually(() -> work.run(() -> Files.deleteIfExists(bytes))));
    }

    /** Puts complete bytes of chunks together as one stashed file. */
    public Uni<Outcome> fromChunks(StashedFile chunks, Command command) {
        return work.run(() -> fetch(chunks)).chain(bytes -> work.run(() -> inspect(bytes)).chain(media -> {
            FileName name = checked(bytes, chunks.fileName(), media, command);
            return warnings(name, media, command)
                    .chain(warnings -> command.stashOnly() || warnings.any() && !command.ignoreWarnings()
                            ? keep(bytes, name, media, command).<Outcome>map(kept -> new Outcome.Stashed(kept, media, warnings))
                            : publish(bytes, name, media, warnings, command))
                    .call(() -> stash.remove(chunks.key()));
        }).eventually(() -> work.run(() -> Files.deleteIfExists(bytes))));
    }

    /** What the bytes of a stashed file say about it. */
    public Uni<MediaInfo> inspected(StashedFile kept) {
        return work.run(() -> {
            Path bytes = fetch(kept);
            try {
                return MediaInspector.inspect(bytes);
            } finally {
                Files.deleteIfExists(bytes);
            }
        });
    }

    private static MediaInfo inspect(Path bytes) throws IOException {
        MediaInfo media = MediaInspector.inspect(bytes);
        if (media.mime().equals("image/svg+xml")) {
            SvgCheck.problem(bytes).ifPresent(key -> {
                throw new ApiException(NameCheck.verification(key));
            });
        }
        return media;
    }

    private FileName checked(Path bytes, String sentName, MediaInfo media, Command command) {
        FileName name = names.name(command.fileName(), media);
        names.check(name, media);
        return name;
    }

    private Uni<UploadWarnings> warnings(FileName name, MediaInfo media, Command command) {
        return files.current(name)
                .chain(current -> files.namesBySha1(media.sha1())
                        .chain(same -> files.wasDeleted(name)
                                .chain(deleted -> files.namesLike(name)
                                        .map(like -> UploadWarnings.of(command.fileName(), name, media, current, same, deleted, like)))));
    }

    private Uni<Outcome> publish(Path bytes, FileName name, MediaInfo media, UploadWarnings warnings, Command command) {
        if (warnings.existing().isPresent() && !mayReplace(command.caller(), warnings.existing().get())) {
            throw new ApiException(UploadRefusal.NOT_ALLOWED.msg(Arg.raw("reupload")));
        }
        Instant now = command.now().truncatedTo(ChronoUnit.SECONDS);
        String key = "original/" + media.sha1() + "." + name.extension();
        FileVersion version = new FileVersion(name, now, command.caller().userId(), command.caller().name(), command.comment(), media, "", key);
        boolean first = warnings.existing().isEmpty();
        FilePage.Change change = new FilePage.Change(name, first, command.text().orElse(command.comment()), command.comment(), command.tags(),
                command.watchlist(), media.sha1(), Timestamps.iso(now), command.bearer());
        return work.run(() -> put(key, bytes, media))
                .chain(() -> pages.write(change))
                .chain(page -> files.publish(version, "upload")
                        .map(seq -> new Outcome.Published(version, warnings, List.of(page, new Position(Topics.FILE_CHANGE, name.value(), seq)))));
    }

    private static boolean mayReplace(Caller caller, FileVersion existing) {
        return caller.may("reupload") || caller.may("reupload-own") && existing.userId() == caller.userId();
    }

    private Void put(String key, Path bytes, MediaInfo media) throws IOException {
        if (!objects.exists(key)) {
            objects.put(key, bytes, media.mime());
        }
        return null;
    }

    private Uni<StashedFile> keep(Path bytes, FileName name, MediaInfo media, Command command) {
        String key = newKey(command.caller(), name.extension());
        StashedFile kept = new StashedFile(key, command.caller().userId(), "stash/" + key, name.value(), media.size(), media.size(), 0, true, command.now());
        return work.run(() -> {
            objects.put(kept.objectKey(), bytes, media.mime());
            return kept;
        }).call(() -> stash.add(kept, media));
    }

    /** A key that nobody guesses, in MediaWiki's form. */
    public static String newKey(Caller caller, String extension) {
        String first = Long.toUnsignedString(RANDOM.nextLong() >>> 1, 36);
        String second = Long.toUnsignedString(RANDOM.nextLong() >>> 33, 36);
        return first + "." + second + "." + caller.userId() + "." + extension;
    }

    private Path fetch(StashedFile kept) throws IOException {
        Path bytes = Files.createTempFile("scriptorium-upload-", ".bin");
        try (OutputStream out = Files.newOutputStream(bytes)) {
            if (kept.chunks() == 0) {
                copy(kept.objectKey(), out);
            }
            for (int i = 0; i < kept.chunks(); i++) {
                copy(kept.objectKey() + "/" + i, out);
            }
        }
        return bytes;
    }

    private void copy(String key, OutputStream out) throws IOException {
        try (InputStream in = objects.get(key).orElseThrow(() -> new ApiException(UploadRefusal.STASH_NOT_FOUND.msg(Arg.raw(key))))) {
            in.transferTo(out);
        }
    }
}
