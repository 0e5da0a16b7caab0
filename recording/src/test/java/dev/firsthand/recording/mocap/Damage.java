package dev.firsthand.recording.mocap;

import java.util.Arrays;
import java.util.Random;

/// Files as bad disks, bad programs and bad people make them.
final class Damage {
    private static final byte[] STRANGE = {0, -1, '\n', ' ', '{', '}', '-', '.', ',', 'e', '9', 127, -128};

    private Damage() {}

    static byte[] of(byte[] whole, Random random) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        for (int hit = random.nextInt(4); hit >= 0 && bytes.length > 0; hit--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = STRANGE[random.nextInt(STRANGE.length)];
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(16), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
            }
        }
        return bytes;
    }
}
