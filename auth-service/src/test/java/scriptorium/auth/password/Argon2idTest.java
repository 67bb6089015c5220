package scriptorium.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Argon2idTest {

    private final Argon2id argon = new Argon2id();

    /** The reference implementation's test, {@code hashtest(version, 2, 16, 1, "password", "somesalt", …, Argon2_id)}. */
    @Test
    void theExampleOfTheReferenceImplementationFits() {
        byte[] hash = argon.hash(bytes("password"), bytes("somesalt"), 1 << 16, 2, 1, 32);

        assertThat(HexFormat.of().formatHex(hash)).isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
    }

    @ParameterizedTest
    @CsvSource({"19456,2,1,32", "64,1,1,32", "64,3,2,32", "8,1,1,16", "9,1,1,64", "33,4,4,65", "100,2,3,128", "1031,2,1,100", "5000,1,4,4", "3,2,1,32"})
    void itIsWhatALibraryComputes(int memory, int passes, int lanes, int length) {
        Random random = new Random(memory);
        for (int i = 0; i < 4; i++) {
            byte[] password = new byte[random.nextInt(200)];
            byte[] salt = new byte[8 + random.nextInt(30)];
            random.nextBytes(password);
            random.nextBytes(salt);
            assertThat(argon.hash(password, salt, memory, passes, lanes, length)).isEqualTo(ofLibrary(password, salt, memory, passes, lanes, length));
        }
    }

    @Test
    void memoryOfALargeHashServesSmallOnes() {
        byte[] small = new Argon2id().hash(bytes("a"), bytes("saltsalt"), 64, 2, 1, 32);
        argon.hash(bytes("b"), bytes("saltsalt"), 1024, 1, 1, 32);

        assertThat(argon.hash(bytes("a"), bytes("saltsalt"), 64, 2, 1, 32)).isEqualTo(small);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ofLibrary(byte[] password, byte[] salt, int memory, int passes, int lanes, int length) {
        Argon2BytesGenerator library = new Argon2BytesGenerator();
        library.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(memory)
                .withIterations(passes).withParallelism(lanes).withSalt(salt).build());
        byte[] hash = new byte[length];
        library.generateBytes(password, hash);
        return hash;
    }
}
