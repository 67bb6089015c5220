package scriptorium.router.request;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import scriptorium.contract.param.UploadedFile;

/** Reads a request's body: forms into parameters, file parts into temporary files. Any other body is not looked at, as in MediaWiki. */
public final class BodyReader {

    private static final long STALLED_MILLIS = 2000;

    private final Vertx vertx;
    private final EdgeConfig config;

    public BodyReader(Vertx vertx, EdgeConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    /** All parameters of the request; fails with a {@link RequestFault} when the body is too large. */
    public Future<RequestParams> read(HttpServerRequest request) {
        RequestParams.Reader reader = new RequestParams.Reader(config.maxParameters());
        String type = request.getHeader("Content-Type");
        String kind = type == null ? "" : type.toLowerCase(Locale.ROOT);
        Future<Void> body;
        if (kind.startsWith("application/x-www-form-urlencoded")) {
            body = collect(request).map(bytes -> {
                reader.form(bytes.getBytes());
                return null;
            });
        } else if (kind.startsWith("multipart/form-data")) {
            body = multipart(request, reader);
        } else {
            request.resume();
            body = Future.succeededFuture();
        }
        return body.map(_ -> reader.query(request.query()).done());
    }

    private Future<Buffer> collect(HttpServerRequest request) {
        if (declaredLength(request) > config.maxFormBytes()) {
            return Future.failedFuture(new RequestFault(413, "The request is larger than this wiki takes."));
        }
        Promise<Buffer> done = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > config.maxFormBytes()) {
                done.tryFail(new RequestFault(413, "The request is larger than this wiki takes."));
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.exceptionHandler(done::tryFail);
        request.endHandler(_ -> done.tryComplete(body));
        request.resume();
        return done.future();
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private Future<Void> multipart(HttpServerRequest request, RequestParams.Reader reader) {
        Promise<Void> done = Promise.promise();
        List<Part> parts = new ArrayList<>();
        try {
            request.setExpectMultipart(true);
        } catch (RuntimeException broken) {
            request.resume();
            return Future.succeededFuture();
        }
        request.uploadHandler(upload -> {
            Path path = Path.of(config.uploadDirectory(), "scriptorium-" + UUID.randomUUID());
            parts.add(new Part(upload, path, upload.streamToFileSystem(path.toString())));
        });
        // What was read before a body broke counts; so PHP reads it. Of a client that went away nothing counts: the rest may have been what matters.
        request.exceptionHandler(fault -> {
            if (fault instanceof DecoderException) {
                done.tryComplete();
            } else {
                parts.forEach(this::remove);
                done.tryFail(fault);
            }
        });
        request.endHandler(_ -> done.tryComplete());
        request.resume();
        return done.future()
                .compose(_ -> Future.join(parts.stream().map(this::settled).toList()))
                .map(_ -> {
                    for (Map.Entry<String, String> attribute : request.formAttributes()) {
                        reader.part(attribute.getKey(), attribute.getValue());
                    }
                    parts.stream().filter(part -> part.stored.succeeded()).forEach(part -> reader.file(part.upload.name(),
                            new UploadedFile(part.upload.filename(), part.upload.contentType(), part.path, part.upload.size())));
                    return (Void) null;
                });
    }

    /** Waits until a file is stored. One that does not grow any more though the request has ended is broken off, and no file. */
    private Future<Void> settled(Part part) {
        if (part.stored.isComplete()) {
            return Future.succeededFuture();
        }
        Promise<Void> settled = Promise.promise();
        watch(part, settled);
        return settled.future();
    }

    private void watch(Part part, Promise<Void> settled) {
        long size = part.upload.size();
        long timer = vertx.setTimer(STALLED_MILLIS, _ -> {
            if (part.upload.size() > size) {
                watch(part, settled);
            } else if (settled.tryComplete()) {
                part.upload.cancelStreamToFileSystem();
                remove(part);
            }
        });
        part.stored.onComplete(_ -> {
            vertx.cancelTimer(timer);
            settled.tryComplete();
        });
    }

    /** Removes what was stored of a file; a little later, for it may just be being opened. */
    private void remove(Part part) {
        vertx.setTimer(STALLED_MILLIS, _ -> vertx.fileSystem().delete(part.path.toString()));
    }

    private record Part(HttpServerFileUpload upload, Path path, Future<Void> stored) {}

    /** Removes the temporary files of a request that has been answered. */
    public void discard(RequestParams params) {
        params.files().values().forEach(file -> vertx.fileSystem().delete(file.path().toString()));
    }
}
