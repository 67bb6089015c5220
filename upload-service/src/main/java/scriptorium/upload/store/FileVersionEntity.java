package scriptorium.upload.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of {@code file_version}. */
@Entity
@Table(name = "file_version")
class FileVersionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;

    @Column(name = "is_current")
    boolean current;

    @Column(name = "is_deleted")
    boolean deleted;

    @Column(name = "uploaded_at")
    Instant uploadedAt;

    @Column(name = "user_id")
    long userId;

    @Column(name = "user_name")
    String userName;

    String comment;
    long size;
    int width;
    int height;
    int bits;
    String mime;

    @Column(name = "media_type")
    String mediaType;

    String sha1;

    @Column(name = "archive_name")
    String archiveName;

    @Column(name = "object_key")
    String objectKey;

    String metadata;
}
