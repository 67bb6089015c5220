package scriptorium.upload.media;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads type and size of a file from its first bytes; what the client says of it counts for nothing. */
public final class MediaInspector {

    private static final int HEAD = 64 * 1024;
    private static final Pattern SVG_SIZE = Pattern.compile("\\b(width|height)\\s*=\\s*[\"']\\s*([0-9.]{1,9})\\s*(px)?\\s*[\"']");
    private static final Pattern SVG_BOX = Pattern.compile("\\bviewBox\\s*=\\s*[\"']\\s*[-0-9.]+[ ,]+[-0-9.]+[ ,]+([0-9.]{1,9})[ ,]+([0-9.]{1,9})");

    private static final Pattern PROGRAM = Pattern.compile("<(?:a href|body|head|html|img|pre|script|table)");
    private static final int LOOKED_AT = 1024;

    private MediaInspector() {}

    /** Reads the whole file once. Blocking: for the work pool. */
    public static MediaInfo inspect(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        Shape shape = shape(head, file);
        return new MediaInfo(shape.mime(), shape.mediaType(), shape.width(), shape.height(), shape.bits(), sha1(file), Files.size(file), shape.metadata().list());
    }

    private static String sha1(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether old browsers could take the file for a web page with a program in it. */
    public static boolean looksScripted(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1).replace("\0", "").toLowerCase(Locale.ROOT);
            return PROGRAM.matcher(head).find();
        }
    }

    private interface Reader {
        Shape read(DataInputStream in) throws IOException;
    }

    private static Shape shape(byte[] head, Path file) throws IOException {
        if (starts(head, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return read(file, PngReader::read);
        }
        if (starts(head, 'G', 'I', 'F', '8')) {
            return read(file, GifReader::read);
        }
        if (starts(head, 0xFF, 0xD8, 0xFF)) {
            return read(file, JpegReader::read);
        }
        if (starts(head, 'R', 'I', 'F', 'F') && head.length >= 12 && text(head, 8, 4).equals("WEBP")) {
            return read(file, WebpReader::read);
        }
        return svg(head).orElseGet(() -> unknown(head));
    }

    private static Shape read(Path file, Reader reader) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return reader.read(in);
        }
    }

    private static Optional<Shape> svg(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8);
        int root = text.indexOf("<svg");
        if (root < 0 || !text.stripLeading().startsWith("<")) {
            return Optional.empty();
        }
        int end = text.indexOf('>', root);
        String tag = text.substring(root, end < 0 ? text.length() : end);
        double width = 0;
        double height = 0;
        Matcher size = SVG_SIZE.matcher(tag);
        while (size.find()) {
            if (size.group(1).equals("width")) {
                width = Double.parseDouble(size.group(2));
            } else {
                height = Double.parseDouble(size.group(2));
            }
        }
        Matcher box = SVG_BOX.matcher(tag);
        if ((width == 0 || height == 0) && box.find()) {
            width = Double.parseDouble(box.group(1));
            height = Double.parseDouble(box.group(2));
        }
        return Optional.of(new Shape("image/svg+xml", "DRAWING", width == 0 ? 512 : (int) Math.round(width),
                height == 0 ? 512 : (int) Math.round(height), 0, new Metadata()));
    }

    private static Shape unknown(byte[] head) {
        if (starts(head, '%', 'P', 'D', 'F')) {
            return other("application/pdf", "OFFICE");
        }
        for (byte b : head) {
            if (b >= 0 && b < 9) {
                return other("unknown/unknown", "UNKNOWN");
            }
        }
        String text = new String(head, 0, Math.min(head.length, LOOKED_AT), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        String mime = "text/plain";
        if (text.contains("<?php")) {
            mime = "application/x-php";
        } else if (text.contains("<html") || text.contains("<script") || text.contains("<!doctype html")) {
            mime = "text/html";
        } else if (text.startsWith("<?xml")) {
            mime = "application/xml";
        } else if (text.startsWith("#!") && text.lines().findFirst().orElse("").contains("sh")) {
            mime = "application/x-sh";
        }
        return other(mime, "TEXT");
    }

    private static Shape other(String mime, String mediaType) {
        return new Shape(mime, mediaType, 0, 0, 0, new Metadata());
    }

    private static boolean starts(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] b, int at, int length) {
        return new String(b, at, length, StandardCharsets.ISO_8859_1);
    }
}
