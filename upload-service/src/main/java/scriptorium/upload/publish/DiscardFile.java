package scriptorium.upload.publish;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jboss.logging.Logger;
import scriptorium.host.work.WorkPool;
import scriptorium.upload.model.StashedFile;
import scriptorium.upload.store.ObjectStore;
import scriptorium.upload.store.Stash;

/** Takes a file out of the stash. Bytes that cannot be removed now are found by the sweep later. */
@ApplicationScoped
public class DiscardFile {

    private static final Logger LOG = Logger.getLogger(DiscardFile.class);

    private final Stash stash;
    private final ObjectStore objects;
    private final WorkPool work;

    DiscardFile(Stash stash, ObjectStore objects, WorkPool work) {
        this.stash = stash;
        this.objects = objects;
        this.work = work;
    }

    public Uni<Void> file(StashedFile file) {
        return stash.remove(file.key()).chain(() -> work.run(() -> bytes(file))).onFailure(IOException.class).recoverWithItem(failure -> {
            LOG.debugf("stash %s keeps its bytes for now: %s", file.key(), failure.getMessage());
            return null;
        });
    }

    private Void bytes(StashedFile file) throws IOException {
        if (file.chunks() == 0) {
            objects.remove(file.objectKey());
        }
        for (int i = 0; i < file.chunks(); i++) {
            objects.remove(file.objectKey() + "/" + i);
        }
        return null;
    }
}
