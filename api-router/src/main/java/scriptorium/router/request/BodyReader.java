package scriptorium.router.request;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import scriptorium.contract.param.UploadedFile;

/** Reads a request's body: forms into parameters, file parts into temporary files, short JSON as it is. Any other body is not looked at, as in MediaWiki. */
@ApplicationScoped
public class BodyReader {

    private static final long STALLED_MILLIS = 2000;
    private static final Set<String> JSON = Set.of("application/json", "application/csp-report");

    private final Vertx vertx;
    private final EdgeConfig config;
    private final Budget budget;

    BodyReader(Vertx vertx, EdgeConfig config) {
        this.vertx = vertx;
        this.config = config;
        budget = new Budget(vertx, config.formMemory(), config.waitingForMemory(), config.memoryPatience(), config.memoryHeld());
    }

    /** All parameters of the request; fails with a {@link RequestFault} when the body is too large, or too large for now. */
    public Future<RequestParams> read(HttpServerRequest request) {
        RequestParams.Reader reader = new RequestParams.Reader(config.maxParameters());
        String type = request.getHeader("Content-Type");
        String kind = type == null ? "" : type.toLowerCase(Locale.ROOT);
        Future<Void> body;
        if (kind.startsWith("application/x-www-form-urlencoded")) {
            body = form(request, reader);
        } else if (kind.startsWith("multipart/form-data")) {
            body = multipart(request, reader);
        } else if (type != null && JSON.contains(type.strip())) {
            body = document(request, reader);
        } else {
            request.resume();
            body = Future.succeededFuture();
        }
        return body.map(_ -> reader.query(request.query()).done());
    }

    private static Future<Void> document(HttpServerRequest request, RequestParams.Reader reader) {
        Promise<Void> done = Promise.promise();
        Buffer body = Buffer.buffer();
        boolean[] cut = new boolean[1];
        request.handler(chunk -> {
            cut[0] |= body.length() + chunk.length() > Document.LONGEST;
            if (!cut[0]) {
                body.appendBuffer(chunk);
            }
        });
        request.exceptionHandler(done::tryFail);
        request.endHandler(_ -> {
            reader.document(new Document(true, body.toString(), cut[0]));
            done.tryComplete();
        });
        request.resume();
        return done.future();
    }

    private Future<Void> form(HttpServerRequest request, RequestParams.Reader reader) {
        long declared = declaredLength(request);
        if (declared > config.maxFormBytes()) {
            return Future.failedFuture(new RequestFault(413, "The request is larger than this wiki takes."));
        }
        Promise<Void> done = Promise.promise();
        BodyGate gate = new BodyGate(vertx, request, budget, config, done::tryFail);
        FormBytes bytes = new FormBytes(declared);
        request.handler(chunk -> {
            if (!done.future().isComplete()) {
                bytes.add(chunk);
                gate.holds(bytes.length(), declared < 0 ? config.maxFormBytes() : declared);
            }
        });
        request.exceptionHandler(fault -> {
            gate.abandon();
            done.tryFail(fault);
        });
        request.endHandler(_ -> {
            if (!done.future().isComplete()) {
                reader.lease(gate.finish());
                reader.form(bytes.take(), bytes.length());
                done.complete();
            }
        });
        gate.open(declared);
        return done.future();
    }

    /** -1 when the body comes in chunks. */
    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1;
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
        BodyGate gate = new BodyGate(vertx, request, budget, config, fault -> {
            parts.forEach(this::remove);
            done.tryFail(fault);
        });
        long declared = declaredLength(request);
        long[] read = new long[1];
        request.handler(chunk -> {
            read[0] += chunk.length();
            // What is no file stays in memory.
            long held = read[0] - parts.stream().mapToLong(part -> part.upload.size()).sum();
            gate.holds(held, declared < 0 ? config.maxFormBytes() : Math.min(config.maxFormBytes(), held + declared - read[0]));
        });
        // What was read before a body broke counts; so PHP reads it. Of a client that went away nothing counts: the rest may have been what matters.
        request.exceptionHandler(fault -> {
            if (fault instanceof DecoderException) {
                done.tryComplete();
            } else {
                gate.abandon();
                parts.forEach(this::remove);
                done.tryFail(fault);
            }
        });
        request.endHandler(_ -> done.tryComplete());
        request.resume();
        return done.future()
                .onSuccess(_ -> reader.lease(gate.finish()))
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

    /** Removes the temporary files of a request that has been answered, and gives its memory back. */
    public void discard(RequestParams params) {
        params.lease().release();
        params.files().values().forEach(file -> vertx.fileSystem().delete(file.path().toString()));
    }
}
