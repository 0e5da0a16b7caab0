package dev.firsthand.recording.validation;

import java.util.Optional;
import java.util.Set;

/// The pixel format that a sequence parameter set of H.264 declares (ITU-T H.264, 7.3.2.1.1), in ffmpeg's words.
final class AvcPixels {
    /// Profiles that say their chroma and depth; all others are 4:2:0 at 8 bits.
    private static final Set<Integer> SAYING = Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);

    private static final int PROFILE = 1;
    private static final int HEADER_BYTES = 4;

    private final byte[] bytes;
    private int bit;

    private AvcPixels(byte[] bytes) {
        this.bytes = bytes;
        this.bit = HEADER_BYTES * 8;
    }

    static Optional<String> format(byte[] sequenceSet) {
        if (sequenceSet.length < HEADER_BYTES + 1) {
            return sequenceSet.length == HEADER_BYTES && !SAYING.contains(sequenceSet[PROFILE] & 255)
                    ? Optional.of("yuv420p")
                    : Optional.empty();
        }
        if (!SAYING.contains(sequenceSet[PROFILE] & 255)) {
            return Optional.of("yuv420p");
        }
        return new AvcPixels(sequenceSet).read();
    }

    private Optional<String> read() {
        exponential(); // its id
        int chroma = exponential();
        if (chroma == 3) {
            bit++; // separate planes
        }
        int depth = 8 + exponential();
        String planes = switch (chroma) {
            case 0 -> "gray";
            case 1 -> "yuv420p";
            case 2 -> "yuv422p";
            case 3 -> "yuv444p";
            default -> "";
        };
        if (planes.isEmpty() || depth > 14 || bit > bytes.length * 8) {
            return Optional.empty();
        }
        return Optional.of(depth == 8 ? planes : planes + depth + "le");
    }

    private int exponential() {
        int zeros = 0;
        while (zeros < 16 && next() == 0) {
            zeros++;
        }
        int value = 1;
        for (int i = 0; i < zeros; i++) {
            value = value << 1 | next();
        }
        return value - 1;
    }

    private int next() {
        int at = bit++;
        return at / 8 < bytes.length ? bytes[at / 8] >> (7 - at % 8) & 1 : 1;
    }
}
