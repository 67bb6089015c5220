package scriptorium.upload.publish;

import io.smallrye.mutiny.Uni;
import java.util.Set;
import scriptorium.contract.call.Position;
import scriptorium.upload.model.FileName;

/** The page that belongs to a file: page-service keeps it. */
public interface FilePage {

    /**
     * What page-service is asked to write.
     *
     * @param newFile whether there was no file of that name ("upload"), else a new version ("overwrite")
     * @param text text of the page when it has to be made
     * @param timestamp ISO, of the file version
     */
    record Change(FileName name, boolean newFile, String text, String comment, Set<String> tags, String watchlist, String sha1, String timestamp, String bearer) {}

    /** Whether the file's page is there. */
    Uni<Boolean> exists(FileName name, String bearer);

    /** Writes page, log entry and recent change with the caller's rights; fails with {@link scriptorium.contract.message.ApiException} when refused. */
    Uni<Position> write(Change change);
}
