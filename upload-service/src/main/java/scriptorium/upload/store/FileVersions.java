package scriptorium.upload.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
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

    /** Names of current files that equal this one but for their extension; those among the first 50 that begin so. */
    @WithSession
    public Uni<List<String>> namesLike(FileName name) {
        String stem = name.value().substring(0, name.value().lastIndexOf('.') + 1);
        return find("current and name >= ?1 and name < ?2 and name <> ?3 order by name", stem, stem + "\uFFFF", name.value())
                .page(0, 50)
                .list()
                .map(rows -> rows.stream().map(row -> row.name).filter(other -> other.indexOf('.', stem.length()) < 0).toList());
    }

    /** The name under which these bytes were deleted first, if they were. */
    @WithSession
    public Uni<Optional<String>> deletedName(String sha1) {
        return find("sha1 = ?1 and deleted order by id", sha1).firstResult().map(row -> Optional.ofNullable(row).map(found -> found.name));
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

    /**
     * Brings deleted versions back; the newest becomes the current one when there is none.
     *
     * @param ids numbers of versions; empty for all
     * @return nothing when one of the numbers is not that of a deleted version
     */
    @WithTransaction
    public Uni<Optional<Changed>> restore(FileName name, Collection<Long> ids) {
        return find("name = ?1 and deleted order by uploadedAt desc, id desc", name.value()).list().chain(all -> {
            List<FileVersionEntity> rows = all.stream().filter(row -> ids.isEmpty() || ids.contains(row.id)).toList();
            if (rows.isEmpty() || rows.size() < ids.size()) {
                return Uni.createFrom().item(ids.isEmpty() ? Optional.of(Changed.NOTHING) : Optional.empty());
            }
            return find("name = ?1 and current", name.value()).firstResult()
                    .invoke(current -> rows.forEach(row -> back(row, current == null && row == rows.getFirst())))
                    .chain(() -> next(name)).call(() -> flush()).call(seq -> tell(name, "restore", seq))
                    .map(seq -> Optional.of(new Changed(rows.size(), Map.of(name.value(), seq))));
        });
    }

    private static void back(FileVersionEntity row, boolean current) {
        row.deleted = false;
        row.current = current;
        if (current) {
            row.archiveName = "";
        } else if (row.archiveName.isEmpty()) {
            row.archiveName = Timestamps.mw(row.uploadedAt) + "!" + row.name;
        }
    }

    /** Gives all versions of a file another name. */
    @WithTransaction
    public Uni<Changed> move(FileName from, FileName to) {
        return count("name = ?1 and not deleted", from.value()).chain(count -> count == 0
                ? Uni.createFrom().item(Changed.NOTHING)
                : next(to).chain(seq -> next(from)
                        .call(() -> update("name = ?1, archiveName = replace(archiveName, ?2, ?1) where name = ?2 and not deleted", to.value(), from.value()))
                        .call(old -> tell(from, "move", old))
                        .call(() -> tell(to, "move", seq))
                        .map(old -> new Changed(count.intValue(), Map.of(to.value(), seq, from.value(), old)))));
    }

    private Uni<Long> next(FileName name) {
        return getSession().chain(session -> session.createNativeQuery(LOCK, Long.class).setParameter(1, name.value()).getSingleResult());
    }

    /** Two versions of the same second get names a second apart. */
    private Uni<Integer> archiveCurrent(FileName name, Instant now) {
        String archiveName = Timestamps.mw(now) + "!" + name.value();
        return count("name = ?1 and archiveName = ?2", name.value(), archiveName).chain(taken -> taken > 0
                ? archiveCurrent(name, now.plusSeconds(1))
                : update("current = false, archiveName = ?1 where name = ?2 and current", archiveName, name.value()));
    }

    private Uni<Void> tell(FileName name, String kind, long seq) {
        return flush()
                .chain(() -> find("name = ?1 and not deleted order by current desc, uploadedAt desc, id desc", name.value()).list())
                .chain(rows -> {
                    FileChange change = new FileChange(java.util.UUID.randomUUID().toString(), Timestamps.iso(Instant.now()), kind, name.value(), seq,
                            rows.stream().map(row -> told(row.id, version(row))).toList());
                    return getSession().chain(session -> session.createNativeQuery(OutboxSql.INSERT_NATIVE)
                            .setParameter(1, Topics.FILE_CHANGE)
                            .setParameter(2, name.value())
                            .setParameter(3, EventJson.write(change))
                            .executeUpdate());
                })
                .replaceWithVoid();
    }

    private FileChange.Version told(long id, FileVersion v) {
        String path = v.archiveName().isEmpty() ? v.name().path() : v.name().archivePath(v.archiveName());
        MediaInfo media = v.media();
        return new FileChange.Version(id, Timestamps.iso(v.uploadedAt()), v.userId(), v.userName(), v.comment(), media.size(), media.width(), media.height(),
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
