package dev.firsthand.recording.mocap;

/// The first block of a C3D file; all places are counted in bytes from the start of the file.
record C3dHeader(
        int points,
        int analogPerPointFrame,
        int firstFrame,
        int lastFrame,
        double scale,
        long dataAt,
        int analogSamples,
        double framesPerSecond) {
    static final int BLOCK_BYTES = 512;
    static final int MAGIC = 0x50;

    static C3dHeader of(C3dNumbers numbers, byte[] bytes, int at) {
        return new C3dHeader(
                numbers.unsigned(bytes, at + 2),
                numbers.unsigned(bytes, at + 4),
                numbers.unsigned(bytes, at + 6),
                numbers.unsigned(bytes, at + 8),
                numbers.real(bytes, at + 12),
                at + (numbers.unsigned(bytes, at + 16) - 1L) * BLOCK_BYTES,
                numbers.unsigned(bytes, at + 18),
                numbers.real(bytes, at + 20));
    }

    /// Points are single numbers where the scale is negative, else whole numbers times the scale.
    boolean real() {
        return scale < 0;
    }

    int wordBytes() {
        return real() ? 4 : 2;
    }

    int frames() {
        return Math.max(0, lastFrame - firstFrame + 1);
    }

    long frameBytes(long analog) {
        return (4L * points + analog) * wordBytes();
    }
}
