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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern THUMB = Pattern.compile("thumb/[0-9a-f]/[0-9a-f]{2}/([^/]+)/(\\d{1,5})px-[^/]+");
    private static final int MAX_THUMB_WIDTH = 4096;

    private final FileLookup files;
    private final ObjectStore objects;

    FileEndpoint(FileLookup files, ObjectStore objects) {
        this.files = files;
        this.objects = objects;
    }

    @GET
    @Path("/{path:.+}")
    @Blocking
    public Response get(@PathParam("path") String path, @HeaderParam("Range") String range, @HeaderParam("If-None-Match") String known) throws IOException {
        return answer(path, range, known, true);
    }

    @HEAD
    @Path("/{path:.+}")
    @Blocking
    public Response head(@PathParam("path") String path, @HeaderParam("If-None-Match") String known) throws IOException {
        return answer(path, null, known, false);
    }

    private Response answer(String path, String range, String known, boolean body) throws IOException {
        Matcher thumb = THUMB.matcher(path);
        if (thumb.matches()) {
            Optional<Found> file = files.current(new FileName(thumb.group(1)));
            return file.isEmpty() ? notFound() : thumbnail(file.get(), Integer.parseInt(thumb.group(2)), known);
        }
        Optional<Found> file = original(path);
        if (file.isEmpty()) {
            return notFound();
        }
        return known != null && known.contains(tag(file.get().sha1())) ? Response.notModified().build() : original(file.get(), range, body);
    }

    private Optional<Found> original(String path) {
        Matcher archive = ARCHIVE.matcher(path);
        if (archive.matches()) {
            return files.archived(archive.group(1));
        }
        Matcher current = ORIGINAL.matcher(path);
        return current.matches() ? files.current(new FileName(current.group(1).replace(' ', '_'))) : Optional.empty();
    }

    private Response original(Found file, String range, boolean body) throws IOException {
        Optional<ByteRange> part = ByteRange.of(range, file.size());
        if (part.isPresent() && part.get().length() == 0) {
            return Response.status(416).header("Content-Range", "bytes */" + file.size()).build();
        }
        long length = part.map(ByteRange::length).orElse(file.size());
        Response.ResponseBuilder answer = headers(Response.status(part.isPresent() ? 206 : 200), file.mime(), file.sha1()).header("Content-Length", length);
        part.ifPresent(r -> answer.header("Content-Range", "bytes " + r.from() + "-" + (r.from() + r.length() - 1) + "/" + file.size()));
        if (!body) {
            return answer.build();
        }
        Optional<InputStream> bytes = part.isPresent() ? objects.get(file.objectKey(), part.get().from(), length) : objects.get(file.objectKey());
        return bytes.map(in -> answer.entity(in).build()).orElseGet(FileEndpoint::notFound);
    }

    private Response thumbnail(Found file, int width, String known) throws IOException {
        String tag = file.sha1() + "-" + width;
        if (known != null && known.contains(tag(tag))) {
            return Response.notModified().build();
        }
        if (width < 1 || width > MAX_THUMB_WIDTH) {
            return Response.status(400).build();
        }
        if (file.mime().equals("image/svg+xml") || width >= file.width()) {
            return original(file, null, true);
        }
        String mime = file.mime().equals("image/jpeg") ? "image/jpeg" : "image/png";
        String key = "thumb/" + file.sha1() + "/" + width;
        Optional<InputStream> ready = objects.get(key);
        if (ready.isPresent()) {
            return headers(Response.ok(), mime, tag).entity(ready.get()).build();
        }
        try (InputStream bytes = objects.get(file.objectKey()).orElse(null)) {
            if (bytes == null) {
                return notFound();
            }
            byte[] made = Thumbnails.scale(bytes, file.mime(), width);
            objects.put(key, new ByteArrayInputStream(made), made.length, mime);
            return headers(Response.ok(), mime, tag).entity(made).build();
        } catch (Thumbnails.NotScalable cannot) {
            return Response.status(422).entity("This picture cannot be scaled: " + cannot.getMessage()).type("text/plain").build();
        }
    }

    private static Response.ResponseBuilder headers(Response.ResponseBuilder answer, String mime, String tag) {
        answer.header("Content-Type", mime)
                .header("ETag", tag(tag))
                .header("Cache-Control", "public, max-age=60, stale-while-revalidate=600")
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
