package scriptorium.upload.files;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import scriptorium.upload.media.Thumbnails;
import scriptorium.upload.model.FileName;
import scriptorium.upload.store.FileLookup;
import scriptorium.upload.store.FileLookup.Found;
import scriptorium.upload.store.ObjectStore;

/** The bytes of files and thumbnails, under the paths that MediaWiki gives them. The router passes {@code /w/images/**} on to here. */
@Path("/internal/files")
public class FileEndpoint {

    private static final Pattern ORIGINAL = Pattern.compile("[0-9a-f]/[0-9a-f]{2}/([^/]+)");
    private static final Pattern ARCHIVE = Pattern.compile("archive/[0-9a-f]/[0-9a-f]{2}/(\\d{14}![^/]+)");
    private static final Pattern THUMB = Pattern.compile("thumb/(archive/)?[0-9a-f]/[0-9a-f]{2}/([^/]+)/(\\d{1,5})px-[^/]+");
    private static final Logger LOG = Logger.getLogger(FileEndpoint.class);
    private static final int MAX_THUMB_WIDTH = 4096;
    private static final String CACHE = "public, max-age=60, stale-while-revalidate=600";

    private final FileLookup files;
    private final ObjectStore objects;

    private final Semaphore scaling;
    private final Duration patience;

    FileEndpoint(FileLookup files, ObjectStore objects, @ConfigProperty(name = "scriptorium.upload.scaling", defaultValue = "2") int atOnce,
            @ConfigProperty(name = "scriptorium.upload.scaling-wait", defaultValue = "5s") Duration patience) {
        this.files = files;
        this.objects = objects;
        this.scaling = new Semaphore(atOnce);
        this.patience = patience;
    }

    /** What a client has and wants of a file. */
    private record Wish(String range, String ifRange, String known, String since, boolean body) {}

    @GET
    @Path("/{path:.+}")
    @Blocking
    public Response get(
            @PathParam("path") String path, @HeaderParam("Range") String range, @HeaderParam("If-Range") String ifRange,
            @HeaderParam("If-None-Match") String known, @HeaderParam("If-Modified-Since") String since) {
        return answer(path, new Wish(range, ifRange, known, since, true));
    }

    @HEAD
    @Path("/{path:.+}")
    @Blocking
    public Response head(
            @PathParam("path") String path, @HeaderParam("If-None-Match") String known, @HeaderParam("If-Modified-Since") String since) {
        return answer(path, new Wish(null, null, known, since, false));
    }

    private Response answer(String path, Wish wish) {
        try {
            return found(path, wish);
        } catch (IOException away) {
            LOG.warnf("event=file-failed problem=%s", away);
            return Response.status(503).header("Retry-After", "5").entity("Files cannot be reached at the moment.").type("text/plain").build();
        }
    }

    private Response found(String path, Wish wish) throws IOException {
        Matcher thumb = THUMB.matcher(path);
        if (thumb.matches()) {
            Optional<Found> file = thumb.group(1) != null ? files.archived(thumb.group(2)) : current(thumb.group(2));
            return file.isEmpty() ? notFound() : thumbnail(file.get(), Integer.parseInt(thumb.group(3)), wish);
        }
        Optional<Found> file = original(path);
        if (file.isEmpty()) {
            return notFound();
        }
        return unchanged(wish, file.get().sha1(), file.get()) ? notModified(file.get().sha1()) : original(file.get(), wish);
    }

    private Optional<Found> current(String name) {
        return files.current(new FileName(name.replace(' ', '_')));
    }

    /** A tag that the client knows counts before a date. */
    private static boolean unchanged(Wish wish, String tag, Found file) {
        if (wish.known() != null) {
            return wish.known().contains(tag(tag)) || wish.known().strip().equals("*");
        }
        try {
            return wish.since() != null && !file.uploadedAt().truncatedTo(ChronoUnit.SECONDS)
                    .isAfter(ZonedDateTime.parse(wish.since(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException nonsense) {
            return false;
        }
    }

    private static Response notModified(String tag) {
        return Response.notModified().header("ETag", tag(tag)).header("Cache-Control", CACHE).build();
    }

    private Optional<Found> original(String path) {
        Matcher archive = ARCHIVE.matcher(path);
        if (archive.matches()) {
            return files.archived(archive.group(1));
        }
        Matcher current = ORIGINAL.matcher(path);
        return current.matches() ? current(current.group(1)) : Optional.empty();
    }

    private Response original(Found file, Wish wish) throws IOException {
        boolean wholeWanted = wish.ifRange() != null && !wish.ifRange().equals(tag(file.sha1()));
        Optional<ByteRange> part = ByteRange.of(wholeWanted ? null : wish.range(), file.size());
        if (part.isPresent() && part.get().length() == 0) {
            return Response.status(416).header("Content-Range", "bytes */" + file.size()).build();
        }
        long length = part.map(ByteRange::length).orElse(file.size());
        Response.ResponseBuilder answer = headers(Response.status(part.isPresent() ? 206 : 200), file.mime(), file.sha1(), file).header("Content-Length", length);
        part.ifPresent(r -> answer.header("Content-Range", "bytes " + r.from() + "-" + (r.from() + r.length() - 1) + "/" + file.size()));
        if (!wish.body()) {
            return answer.build();
        }
        Optional<InputStream> bytes = part.isPresent() ? objects.get(file.objectKey(), part.get().from(), length) : objects.get(file.objectKey());
        return bytes.map(in -> answer.entity(in).build()).orElseGet(FileEndpoint::notFound);
    }

    private Response thumbnail(Found file, int width, Wish wish) throws IOException {
        if (width < 1 || width > MAX_THUMB_WIDTH) {
            return Response.status(400).build();
        }
        if (file.mime().equals("image/svg+xml") || width >= file.width() && file.orientation() <= 1) {
            return unchanged(wish, file.sha1(), file) ? notModified(file.sha1()) : original(file, new Wish(null, null, null, null, wish.body()));
        }
        String tag = file.sha1() + "-" + width;
        if (unchanged(wish, tag, file)) {
            return notModified(tag);
        }
        String mime = file.mime().equals("image/jpeg") || file.mime().equals("image/gif") ? file.mime() : "image/png";
        String key = "thumb/" + file.sha1() + "/" + width;
        Optional<InputStream> ready = objects.get(key);
        if (ready.isPresent()) {
            return headers(Response.ok(), mime, tag, file).entity(ready.get()).build();
        }
        return scaled(file, width, key, headers(Response.ok(), mime, tag, file), mime);
    }

    /** Few at a time: a picture takes much memory while it is scaled. */
    private Response scaled(Found file, int width, String key, Response.ResponseBuilder answer, String mime) throws IOException {
        boolean turn;
        try {
            turn = scaling.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            turn = false;
        }
        if (!turn) {
            return Response.status(503).header("Retry-After", "5").entity("Too many pictures are being scaled.").type("text/plain").build();
        }
        try (InputStream bytes = objects.get(file.objectKey()).orElse(null)) {
            if (bytes == null) {
                return notFound();
            }
            byte[] made = Thumbnails.scale(bytes, file.mime(), Math.min(width, file.width()));
            objects.put(key, new ByteArrayInputStream(made), made.length, mime);
            return answer.entity(made).build();
        } catch (Thumbnails.NotScalable cannot) {
            return Response.status(422).entity("This picture cannot be scaled: " + cannot.getMessage()).type("text/plain").build();
        } finally {
            scaling.release();
        }
    }

    private static Response.ResponseBuilder headers(Response.ResponseBuilder answer, String mime, String tag, Found file) {
        answer.header("Content-Type", mime)
                .header("ETag", tag(tag))
                .header("Cache-Control", CACHE)
                .header("Last-Modified", DateTimeFormatter.RFC_1123_DATE_TIME.format(file.uploadedAt().atZone(ZoneOffset.UTC)))
                .header("Accept-Ranges", "bytes")
                .header("X-Content-Type-Options", "nosniff");
        if (mime.equals("image/svg+xml")) {
            answer.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
        }
        return answer;
    }

    private static String tag(String value) {
        return "\"" + value + "\"";
    }

    private static Response notFound() {
        return Response.status(404).entity("There is no such file.").type("text/plain").build();
    }
}
