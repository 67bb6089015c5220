package scriptorium.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** Generated passwords and keys of one data folder: a file that only its owner may read, never in the repository. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final char[] READABLE = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789".toCharArray();

    private final Path file;
    private final Properties values = new Properties();

    Secrets(Path folder) throws IOException {
        file = folder.resolve("secrets");
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                values.load(in);
            }
        }
    }

    /** The secret of this name, made when there is none yet. */
    synchronized String get(String name) throws IOException {
        String known = values.getProperty(name);
        if (known != null) {
            return known;
        }
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        String fresh = HexFormat.of().formatHex(bytes);
        values.setProperty(name, fresh);
        save();
        return fresh;
    }

    private void save() throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (var out = Files.newBufferedWriter(file)) {
            values.store(out, "Generated; delete the whole data folder to get new ones");
        }
    }

    /** A password that a person can type. */
    static String readable() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append(READABLE[RANDOM.nextInt(READABLE.length)]);
        }
        return text.toString();
    }
}
