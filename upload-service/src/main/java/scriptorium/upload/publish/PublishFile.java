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
import java.util.regex.Matcher;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.Topics;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
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
    private final DiscardFile discard;
    private final WorkPool work;

    PublishFile(NameCheck names, FileVersions files, ObjectStore objects, Stash stash, FilePage pages, DiscardFile discard, WorkPool work) {
        this.names = names;
        this.files = files;
        this.objects = objects;
        this.stash = stash;
        this.pages = pages;
        this.discard = discard;
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

    /** Bytes on disk and what they are. */
    private record Looked(MediaInfo media, boolean scripted) {}

    /** Publishes bytes that came with the request. */
    public Uni<Outcome> fromRequest(Path bytes, Command command) {
        return work.run(() -> inspect(bytes)).chain(looked -> {
            MediaInfo media = looked.media();
            return named(bytes, looked, command, Optional.empty()).chain(name -> warnings(name, media, command)
                    .chain(warnings -> warnings.any() && !command.ignoreWarnings() || command.stashOnly()
                            ? keep(bytes, name.extension(), name.value(), media, command).map(kept -> new Outcome.Stashed(kept, media, warnings))
                            : publish(bytes, name, media, warnings, command)));
        });
    }

    /** Publishes a file of the caller's stash. */
    public Uni<Outcome> fromStash(StashedFile kept, Command command) {
        return work.run(() -> fetch(kept)).chain(bytes -> work.run(() -> inspect(bytes)).chain(looked -> {
            MediaInfo media = looked.media();
            return named(bytes, looked, command, Optional.of(kept)).chain(name -> warnings(name, media, command)
                    .chain(warnings -> warnings.any() && !command.ignoreWarnings()
                            ? Uni.createFrom().<Outcome>item(new Outcome.Stashed(kept, media, warnings))
                            : publish(bytes, name, media, warnings, command).call(() -> discard.file(kept))));
        }).eventually(() -> work.run(() -> Files.deleteIfExists(bytes))));
    }

    /** Puts complete bytes of chunks together as one stashed file. */
    public Uni<Outcome> fromChunks(StashedFile chunks, Command command) {
        return work.run(() -> fetch(chunks)).chain(bytes -> work.run(() -> inspect(bytes)).chain(looked -> {
            MediaInfo media = looked.media();
            return named(bytes, looked, command, Optional.empty()).chain(name -> warnings(name, media, command)
                    .chain(warnings -> command.stashOnly() || warnings.any() && !command.ignoreWarnings()
                            ? keep(bytes, name.extension(), name.value(), media, command).<Outcome>map(kept -> new Outcome.Stashed(kept, media, warnings))
                            : publish(bytes, name, media, warnings, command))
                    .call(() -> discard.file(chunks)));
        }).eventually(() -> work.run(() -> Files.deleteIfExists(bytes))));
    }

    private static Looked inspect(Path bytes) throws IOException {
        MediaInfo media = MediaInspector.inspect(bytes);
        boolean drawing = media.mime().equals("image/svg+xml");
        if (drawing) {
            SvgCheck.problem(bytes).ifPresent(key -> {
                throw new ApiException(NameCheck.verification(key));
            });
        }
        return new Looked(media, !drawing && MediaInspector.looksScripted(bytes));
    }

    /** The name that the file gets. When none can be made of what the client says, the bytes are kept, so that it can say something better. */
    private Uni<FileName> named(Path bytes, Looked looked, Command command, Optional<StashedFile> kept) {
        FileName name;
        try {
            if (looked.media().size() == 0) {
                throw new ApiException(UploadRefusal.EMPTY.msg());
            }
            name = names.name(command.fileName(), looked.media());
        } catch (ApiException refusal) {
            Msg why = refusal.errors().getFirst();
            if (why.code().equals(UploadRefusal.EMPTY.code())) {
                throw refusal;
            }
            Uni<StashedFile> keeping = kept.map(file -> Uni.createFrom().item(file)).orElseGet(() -> keep(bytes, "", "", looked.media(), command));
            return keeping.map(file -> {
                throw new ApiException(why.with("filekey", file.key()).with("sessionkey", file.key()).with("invalidparameter", "filename"));
            });
        }
        names.check(name, looked.media(), looked.scripted());
        return Uni.createFrom().item(name);
    }

    private Uni<UploadWarnings> warnings(FileName name, MediaInfo media, Command command) {
        Matcher thumb = UploadWarnings.THUMB_NAME.matcher(name.value());
        return files.current(name)
                .chain(current -> files.namesBySha1(media.sha1())
                        .chain(same -> files.wasDeleted(name)
                                .chain(deleted -> files.deletedName(media.sha1())
                                        .chain(twin -> files.namesLike(name)
                                                .chain(like -> (current.isPresent() ? Uni.createFrom().item(false) : pages.exists(name, command.bearer()))
                                                        .chain(page -> (thumb.matches() ? files.current(new FileName(thumb.group(1)))
                                                                        : Uni.createFrom().item(Optional.<FileVersion>empty()))
                                                                .map(scaled -> UploadWarnings.of(command.fileName(), name, media,
                                                                        new UploadWarnings.Known(current, same, deleted, twin, like, page, scaled)))))))));
    }

    private Uni<Outcome> publish(Path bytes, FileName name, MediaInfo media, UploadWarnings warnings, Command command) {
        if (warnings.existing().isPresent() && !mayReplace(command.caller(), warnings.existing().get())) {
            throw new ApiException(UploadRefusal.NOT_ALLOWED.msg(Arg.raw("reupload")));
        }
        if (warnings.unchanged()) {
            throw new ApiException(UploadRefusal.NO_CHANGE.msg(Arg.raw("File:" + name.title())).with("stasherrors", Result.items("error").add(Result.tree()
                    .put("message", "uploadstash-exception").put("params", Result.items("param")).put("code", "uploadstash-exception").put("type", "error"))));
        }
        Instant now = command.now().truncatedTo(ChronoUnit.SECONDS);
        String key = newObject(name, media);
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
        objects.put(key, bytes, media.mime());
        return null;
    }

    private Uni<StashedFile> keep(Path bytes, String extension, String name, MediaInfo media, Command command) {
        String key = newKey(command.caller(), extension.isEmpty() ? NameCheck.extensionOf(media.mime()).orElse("bin") : extension);
        StashedFile kept = new StashedFile(key, command.caller().userId(), "stash/" + key, name, media.size(), media.size(), 0, true, command.now());
        return work.run(() -> {
            objects.put(kept.objectKey(), bytes, media.mime());
            return kept;
        }).call(() -> stash.add(kept, media));
    }

    /** Where the bytes of a new version go: no two share a place, so that a sweep of what nobody needs cannot take what somebody begins to need. */
    static String newObject(FileName name, MediaInfo media) {
        return "original/" + media.sha1() + "-" + Long.toUnsignedString(RANDOM.nextLong(), 36) + "." + name.extension();
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
