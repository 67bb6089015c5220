package scriptorium.upload.publish;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.param.UploadedFile;
import scriptorium.host.work.WorkPool;
import scriptorium.upload.model.StashedFile;
import scriptorium.upload.store.ObjectStore;
import scriptorium.upload.store.Stash;

/** Takes a large file piece by piece. Pieces come in order; each one must be at least {@value #MIN_CHUNK} bytes, but for the last. */
@ApplicationScoped
public class StoreChunk {

    /** Bytes. */
    public static final int MIN_CHUNK = 1024;

    private final NameCheck names;
    private final Stash stash;
    private final ObjectStore objects;
    private final WorkPool work;

    StoreChunk(NameCheck names, Stash stash, ObjectStore objects, WorkPool work) {
        this.names = names;
        this.stash = stash;
        this.objects = objects;
        this.work = work;
    }

    /** @param fileKey empty for the first chunk */
    public record Command(String fileName, long fileSize, Optional<Long> from, UploadedFile chunk, Optional<String> fileKey, Caller caller, Instant now) {
        long offset() {
            return from.orElse(0L);
        }
    }

    /** The file as far as it has come. */
    public Uni<StashedFile> execute(Command command) {
        if (command.offset() == 0 && command.from().isPresent()) {
            names.checkExtension(command.fileName());
        } else if (command.fileKey().isEmpty()) {
            throw new ApiException(UploadRefusal.FILE_KEY_NEEDED.msg());
        }
        long end = command.offset() + command.chunk().size();
        if (command.chunk().size() < MIN_CHUNK && end < command.fileSize()) {
            throw new ApiException(UploadRefusal.CHUNK_TOO_SMALL.msg(Arg.num(MIN_CHUNK)));
        }
        if (end > command.fileSize()) {
            throw new ApiException(UploadRefusal.INVALID_CHUNK.msg());
        }
        return command.from().isPresent() && command.offset() == 0 ? first(command) : next(command, end);
    }

    private Uni<StashedFile> first(Command command) {
        int dot = command.fileName().lastIndexOf('.');
        String key = PublishFile.newKey(command.caller(), dot < 0 ? "bin" : command.fileName().substring(dot + 1).toLowerCase(java.util.Locale.ROOT));
        StashedFile begun = new StashedFile(key, command.caller().userId(), "stash/" + key, command.fileName(), command.fileSize(),
                command.chunk().size(), 1, false, command.now());
        return work.run(() -> put(begun.objectKey() + "/0", command)).chain(() -> stash.add(begun)).replaceWith(begun);
    }

    private Uni<StashedFile> next(Command command, long end) {
        String key = command.fileKey().orElseThrow(() -> new ApiException(UploadRefusal.FILE_KEY_NEEDED.msg()));
        return stash.find(key).chain(found -> {
            StashedFile begun = StashAccess.own(found, key, command.caller());
            if (begun.received() != command.offset()) {
                throw new ApiException(UploadRefusal.CHUNK_OFFSET.msg().with("offset", String.valueOf(begun.received())));
            }
            return work.run(() -> put(begun.objectKey() + "/" + begun.chunks(), command))
                    .chain(() -> stash.grow(key, command.offset(), end))
                    .map(grown -> {
                        if (!grown) {
                            throw new ApiException(UploadRefusal.CHUNK_OFFSET.msg());
                        }
                        return new StashedFile(key, begun.userId(), begun.objectKey(), begun.fileName(), begun.fileSize(), end, begun.chunks() + 1, false,
                                begun.createdAt());
                    });
        });
    }

    private Void put(String objectKey, Command command) throws IOException {
        objects.put(objectKey, command.chunk().path(), "application/octet-stream");
        return null;
    }
}
