package scriptorium.auth.password;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/**
 * Argon2id of RFC 9106, version 1.3, in one array that is used again and again: a library's blocks are twenty megabytes of new objects for each login, and every
 * other request waits while the collector moves them. Not for use by two threads at once.
 */
final class Argon2id {

    private static final int WORDS = 128;
    private static final int SLICES = 4;
    private static final int VERSION = 0x13;
    private static final int TYPE = 2;
    private static final int DIGEST = 64;
    private static final int HALF = 32;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final long[] mixed = new long[WORDS];
    private final long[] input = new long[WORDS];
    private final long[] addresses = new long[WORDS];
    private final long[] zeros = new long[WORDS];
    private long[] memory = new long[0];

    /** How much is done. {@code blocks} of a kibibyte, as the number of lanes rounds them. */
    private record Cost(int blocks, int passes, int lanes) {
        static Cost of(int memoryKib, int passes, int lanes) {
            return new Cost(Math.max(memoryKib, 2 * SLICES * lanes) / (SLICES * lanes) * SLICES * lanes, passes, lanes);
        }

        int lane() {
            return blocks / lanes;
        }

        int segment() {
            return lane() / SLICES;
        }
    }

    byte[] hash(byte[] password, byte[] salt, int memoryKib, int passes, int lanes, int length) {
        Cost cost = Cost.of(memoryKib, passes, lanes);
        if (memory.length < cost.blocks() * WORDS) {
            memory = new long[cost.blocks() * WORDS];
        }
        try {
            firstBlocks(seed(password, salt, memoryKib, cost, length), cost);
            for (int pass = 0; pass < passes; pass++) {
                for (int slice = 0; slice < SLICES; slice++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        fill(pass, slice, lane, cost);
                    }
                }
            }
            return last(cost, length);
        } finally {
            Arrays.fill(memory, 0, cost.blocks() * WORDS, 0);
        }
    }

    private static byte[] seed(byte[] password, byte[] salt, int memoryKib, Cost cost, int length) {
        Blake2bDigest digest = new Blake2bDigest(DIGEST * 8);
        for (int number : new int[] {cost.lanes(), length, memoryKib, cost.passes(), VERSION, TYPE, password.length}) {
            digest.update(bytes(number), 0, 4);
        }
        digest.update(password, 0, password.length);
        digest.update(bytes(salt.length), 0, 4);
        digest.update(salt, 0, salt.length);
        // Neither a secret nor data beside the password.
        digest.update(bytes(0), 0, 4);
        digest.update(bytes(0), 0, 4);
        byte[] seed = new byte[DIGEST + 8];
        digest.doFinal(seed, 0);
        return seed;
    }

    private static byte[] bytes(int number) {
        byte[] bytes = new byte[4];
        INT.set(bytes, 0, number);
        return bytes;
    }

    private void firstBlocks(byte[] seed, Cost cost) {
        for (int lane = 0; lane < cost.lanes(); lane++) {
            INT.set(seed, DIGEST + 4, lane);
            for (int column = 0; column < 2; column++) {
                INT.set(seed, DIGEST, column);
                byte[] block = longDigest(seed, WORDS * 8);
                int at = (lane * cost.lane() + column) * WORDS;
                for (int i = 0; i < WORDS; i++) {
                    memory[at + i] = (long) LONG.get(block, i * 8);
                }
            }
        }
    }

    /** The hash function of any length, H' of the RFC. */
    private static byte[] longDigest(byte[] input, int length) {
        byte[] out = new byte[length];
        Blake2bDigest first = new Blake2bDigest(Math.min(length, DIGEST) * 8);
        first.update(bytes(length), 0, 4);
        first.update(input, 0, input.length);
        byte[] step = new byte[Math.min(length, DIGEST)];
        first.doFinal(step, 0);
        int done = 0;
        while (length - done > DIGEST) {
            System.arraycopy(step, 0, out, done, HALF);
            done += HALF;
            Blake2bDigest next = new Blake2bDigest(Math.min(length - done, DIGEST) * 8);
            next.update(step, 0, step.length);
            step = new byte[Math.min(length - done, DIGEST)];
            next.doFinal(step, 0);
        }
        System.arraycopy(step, 0, out, done, length - done);
        return out;
    }

    private void fill(int pass, int slice, int lane, Cost cost) {
        boolean addressed = pass == 0 && slice < SLICES / 2;
        int start = pass == 0 && slice == 0 ? 2 : 0;
        if (addressed) {
            Arrays.fill(input, 0);
            input[0] = pass;
            input[1] = lane;
            input[2] = slice;
            input[3] = cost.blocks();
            input[4] = cost.passes();
            input[5] = TYPE;
            if (start > 0) {
                nextAddresses();
            }
        }
        int laneStart = lane * cost.lane();
        for (int index = start; index < cost.segment(); index++) {
            if (addressed && index % WORDS == 0) {
                nextAddresses();
            }
            int column = slice * cost.segment() + index;
            int previous = laneStart + (column == 0 ? cost.lane() : column) - 1;
            long chance = addressed ? addresses[index % WORDS] : memory[previous * WORDS];
            int other = pass == 0 && slice == 0 ? lane : (int) ((chance >>> 32) % cost.lanes());
            int reference = other * cost.lane() + referenced(pass, slice, index, other == lane, chance, cost);
            compress(memory, previous * WORDS, memory, reference * WORDS, memory, (laneStart + column) * WORDS, pass > 0);
        }
    }

    private void nextAddresses() {
        input[6]++;
        compress(zeros, 0, input, 0, addresses, 0, false);
        compress(zeros, 0, addresses, 0, addresses, 0, false);
    }

    /** Column of the block that is mixed in: one of those that are ready, recent ones more often. */
    private static int referenced(int pass, int slice, int index, boolean sameLane, long chance, Cost cost) {
        int ready = pass == 0 ? slice * cost.segment() : cost.lane() - cost.segment();
        long area = ready + (sameLane ? index - 1 : index == 0 ? -1 : 0);
        long low = chance & 0xFFFFFFFFL;
        long relative = area - 1 - (area * (low * low >>> 32) >>> 32);
        int start = pass == 0 || slice == SLICES - 1 ? 0 : (slice + 1) * cost.segment();
        return (int) ((start + relative) % cost.lane());
    }

    /** The compression function G of the RFC, of two blocks into a third; with {@code over} what was there is kept by exclusive or. */
    private void compress(long[] x, int xAt, long[] y, int yAt, long[] out, int outAt, boolean over) {
        long[] z = mixed;
        for (int i = 0; i < WORDS; i++) {
            z[i] = x[xAt + i] ^ y[yAt + i];
        }
        if (over) {
            for (int i = 0; i < WORDS; i++) {
                out[outAt + i] ^= z[i];
            }
        } else {
            System.arraycopy(z, 0, out, outAt, WORDS);
        }
        for (int row = 0; row < WORDS; row += 16) {
            permute(z, row, 2);
        }
        for (int column = 0; column < 16; column += 2) {
            permute(z, column, 16);
        }
        for (int i = 0; i < WORDS; i++) {
            out[outAt + i] ^= z[i];
        }
    }

    /** The permutation P, on eight pairs of words that stand {@code pair} apart; the words are named v0 to v15 as in the RFC. */
    private static void permute(long[] z, int at, int pair) {
        int v2 = at + pair;
        int v4 = v2 + pair;
        int v6 = v4 + pair;
        int v8 = v6 + pair;
        int v10 = v8 + pair;
        int v12 = v10 + pair;
        int v14 = v12 + pair;
        quarter(z, at, v4, v8, v12);
        quarter(z, at + 1, v4 + 1, v8 + 1, v12 + 1);
        quarter(z, v2, v6, v10, v14);
        quarter(z, v2 + 1, v6 + 1, v10 + 1, v14 + 1);
        quarter(z, at, v4 + 1, v10, v14 + 1);
        quarter(z, at + 1, v6, v10 + 1, v12);
        quarter(z, v2, v6 + 1, v8, v12 + 1);
        quarter(z, v2 + 1, v4, v8 + 1, v14);
    }

    private static void quarter(long[] z, int ai, int bi, int ci, int di) {
        long a = z[ai];
        long b = z[bi];
        long c = z[ci];
        long d = z[di];
        a = mix(a, b);
        d = Long.rotateRight(d ^ a, 32);
        c = mix(c, d);
        b = Long.rotateRight(b ^ c, 24);
        a = mix(a, b);
        d = Long.rotateRight(d ^ a, 16);
        c = mix(c, d);
        b = Long.rotateRight(b ^ c, 63);
        z[ai] = a;
        z[bi] = b;
        z[ci] = c;
        z[di] = d;
    }

    private static long mix(long a, long b) {
        return a + b + 2 * (a & 0xFFFFFFFFL) * (b & 0xFFFFFFFFL);
    }

    private byte[] last(Cost cost, int length) {
        byte[] block = new byte[WORDS * 8];
        for (int i = 0; i < WORDS; i++) {
            long word = 0;
            for (int lane = 1; lane <= cost.lanes(); lane++) {
                word ^= memory[(lane * cost.lane() - 1) * WORDS + i];
            }
            LONG.set(block, i * 8, word);
        }
        return longDigest(block, length);
    }
}
