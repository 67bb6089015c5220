package scriptorium.upload.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.event.FileChange;
import scriptorium.contract.event.Topics;
import scriptorium.contract.param.Timestamps;
import scriptorium.host.outbox.OutboxSql;
import scriptorium.host.site.SiteConfig;
import scriptorium.upload.media.MediaInfo;
import scriptorium.upload.model.FileName;
import scriptorium.upload.model.FileVersion;

/** Files and their versions; every change goes out through the outbox in its own transaction. */
@ApplicationScoped
public class FileVersions implements PanacheRepository<FileVersionEntity> {

    private static final String LOCK = """
            INSERT INTO file (name, change_seq) VALUES (?1, 1)
            ON CONFLICT (name) DO UPDATE SET change_seq = file.change_seq + 1
            RETURNING change_seq""";

    private final SiteConfig site;

    FileVersions(SiteConfig site) {
        this.site = site;
    }

    @WithSession
    public Uni<Optional<FileVersion>> current(FileName name) {
        return find("name = ?1 and current", name.value()).firstResult().map(row -> Optional.ofNullable(row).map(FileVersions::version));
    }

    @WithSession
    public Uni<Optional<FileVersion>> archived(FileName name, String archiveName) {
        return find("name = ?1 and archiveName = ?2 and not deleted", name.value(), archiveName)
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(FileVersions::version));
    }

    /** Whether there is, or was, a version of this name that has been deleted. */
    @WithSession
    public Uni<Boolean> wasDeleted(FileName name) {
        return count("name = ?1 and deleted", name.value()).map(n -> n > 0);
    }

    /** Names of current files with the same bytes, at most 50. */
    @WithSession
    public Uni<List<String>> namesBySha1(String sha1) {
        return find("sha1 = ?1 and current order by name", sha1).page(0, 50).list().map(rows -> rows.stream().map(row -> row.name).toList());
    }

    /** Names of current files that equal this one but for the case of their extension, at most 10. */
    @WithSession
    public Uni<List<String>> namesLike(FileName name) {
        int dot = name.value().lastIndexOf('.');
        String stem = name.value().substring(0, dot + 1);
        return find("current and name >= ?1 and name < ?2 and lower(name) = lower(?3) and name <> ?3", stem, stem + "\uFFFF", name.value())
                .page(0, 10)
                .list()
                .map(rows -> rows.stream().map(row -> row.name).toList());
    }

    /** Makes this the current version; the one before is archived. Answers the change sequence of the file. */
    @WithTransaction
    public Uni<Long> publish(FileVersion version, String kind) {
        return next(version.name())
                .call(() -> archiveCurrent(version.name(), version.uploadedAt()))
                .call(() -> persist(entity(version)))
                .call(seq -> tell(version.name(), kind, seq));
    }

    /**
     * What a change of files did.
     *
     * @param versions that it concerned
     * @param sequences change sequence of each file name
     */
    public record Changed(int versions, Map<String, Long> sequences) {
        static final Changed NOTHING = new Changed(0, Map.of());
    }

    /** Takes all versions of a file away; they stay in the archive of deleted files. */
    @WithTransaction
    public Uni<Changed> delete(FileName name) {
        return count("name = ?1 and not deleted", name.value()).chain(count -> count == 0
                ? Uni.createFrom().item(Changed.NOTHING)
                : next(name).call(() -> update("current = false, deleted = true where name = ?1 and not deleted", name.value()))
                        .call(seq -> tell(name, "delete", seq))
                        .map(seq -> new Changed(count.intValue(), Map.of(name.value(), seq))));
    }

    /** Takes one old version away. */
    @WithTransaction
    public Uni<Changed> deleteOld(FileName name, String archiveName) {
        return count("name = ?1 and archiveName = ?2 and not current and not deleted", name.value(), archiveName).chain(count -> count == 0
                ? Uni.createFrom().item(Changed.NOTHING)
                : next(name).call(() -> update("deleted = true where name = ?1 and archiveName = ?2 and not current", name.value(), archiveName))
                        .call(seq -> tell(name, "delete", seq))
                        .map(seq -> new Changed(count.intValue(), Map.of(name.value(), seq))));
    }

    /** Brings deleted versions back, the newest as the current one. */
    @WithTransaction
    public Uni<Changed> restore(FileName name) {
        return find("name = ?1 and deleted order by uploadedAt desc", name.value()).list().chain(rows -> {
            if (rows.isEmpty()) {
                return Uni.createFrom().item(Changed.NOTHING);
            }
            return find("name = ?1 and current", name.value()).firstResult().chain(current -> {
                rows.forEach(row -> row.deleted = false);
                if (current == null) {
                    rows.getFirst().current = true;
                    rows.getFirst().archiveName = "";
                }
                return next(name).call(() -> flush()).call(seq -> tell(name, "restore", seq))
                        .map(seq -> new Changed(rows.size(), Map.of(name.value(), seq)));
            });
        });
    }

    /** Gives all versions of a file another name. */
    @WithTransaction
    public Uni<Changed> move(FileName from, FileName to) {
        return count("name = ?1 and not deleted", from.value()).chain(count -> count == 0
                ? Uni.createFrom().item(Changed.NOTHING)
                : next(to).chain(seq -> next(from)
                        .call(() -> update("name = ?1, archiveName = replace(archiveName, ?2, ?1) where name = ?2 and not deleted", to.value(), from.value()))
                        .call(old -> tell(from, "delete", old))
                        .call(() -> tell(to, "move", seq))
                        .map(old -> new Changed(count.intValue(), Map.of(to.value(), seq, from.value(), old)))));
    }

    private Uni<Long> next(FileName name) {
        return getSession().chain(session -> session.createNativeQuery(LOCK, Long.class).setParameter(1, name.value()).getSingleResult());
    }

    private Uni<Integer> archiveCurrent(FileName name, Instant now) {
        String archiveName = Timestamps.mw(now) + "!" + name.value();
        return update("current = false, archiveName = ?1 where name = ?2 and current", archiveName, name.value());
    }

    private Uni<Void> tell(FileName name, String kind, long seq) {
        return flush()
                .chain(() -> find("name = ?1 and not deleted order by current desc, uploadedAt desc, id desc", name.value()).list())
                .chain(rows -> {
                    FileChange change = new FileChange(java.util.UUID.randomUUID().toString(), Timestamps.iso(Instant.now()), kind, name.value(), seq,
                            rows.stream().map(FileVersions::version).map(this::told).toList());
                    return getSession().chain(session -> session.createNativeQuery(OutboxSql.INSERT_NATIVE)
                            .setParameter(1, Topics.FILE_CHANGE)
                            .setParameter(2, name.value())
                            .setParameter(3, EventJson.write(change))
                            .executeUpdate());
                })
                .replaceWithVoid();
    }

    private FileChange.Version told(FileVersion v) {
        String path = v.archiveName().isEmpty() ? v.name().path() : v.name().archivePath(v.archiveName());
        MediaInfo media = v.media();
        return new FileChange.Version(Timestamps.iso(v.uploadedAt()), v.userId(), v.userName(), v.comment(), media.size(), media.width(), media.height(),
                media.bits(), media.mime(), media.mediaType(), media.sha1(), v.archiveName(), v.objectKey(), site.uploadPath() + "/" + path,
                media.metadata(), 0);
    }

    private static FileVersionEntity entity(FileVersion v) {
        FileVersionEntity row = new FileVersionEntity();
        row.name = v.name().value();
        row.current = true;
        row.uploadedAt = v.uploadedAt();
        row.userId = v.userId();
        row.userName = v.userName();
        row.comment = v.comment();
        row.size = v.media().size();
        row.width = v.media().width();
        row.height = v.media().height();
        row.bits = v.media().bits();
        row.mime = v.media().mime();
        row.mediaType = v.media().mediaType();
        row.sha1 = v.media().sha1();
        row.archiveName = "";
        row.objectKey = v.objectKey();
        row.metadata = v.media().metadata().toString();
        return row;
    }

    private static FileVersion version(FileVersionEntity row) {
        try {
            MediaInfo media = new MediaInfo(row.mime, row.mediaType, row.width, row.height, row.bits, row.sha1, row.size,
                    EventJson.MAPPER.readTree(row.metadata));
            return new FileVersion(new FileName(row.name), row.uploadedAt, row.userId, row.userName, row.comment, media, row.archiveName, row.objectKey);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
