package dev.firsthand.recording.sidecar;

import java.time.Duration;

/// How much of a side-car is read at most. Whatever goes beyond is refused with the number that it broke.
public final class SidecarLimits {
    /// Bytes of one line of text, its end not counted.
    public static final int LINE_BYTES = 4096;

    /// Columns of one line of text.
    public static final int COLUMNS = 256;

    /// Lines before the first row of numbers.
    public static final int HEADER_LINES = 200;

    /// Bytes of one text file, inside a zip or alone.
    public static final long TEXT_BYTES = 1L << 30;

    /// Samples of all streams of one side-car: two hours at 400 Hz. The server holds them in arrays, 56 bytes each.
    public static final int SAMPLES = 3_000_000;

    /// Bytes of a zip as it was uploaded.
    public static final long ZIP_BYTES = 8L << 30;

    /// Files in a zip: an hour of depth and confidence pictures at 60 a second.
    public static final int ZIP_ENTRIES = 450_000;

    /// Bytes of the video inside a zip.
    public static final long VIDEO_BYTES = 2L << 30;

    /// Bytes of one number as text.
    public static final int NUMBER_CHARACTERS = 48;

    /// Streams, and alignments, of one file.
    public static final int STREAMS = 16;

    /// Notes on one side-car.
    public static final int NOTES = 64;

    /// Heap of the Java program that reads: twice the samples, once in pieces and once in one array.
    static final int HEAP_MEBIBYTES = 512;

    /// Of that, for short-lived objects: little, so that the arrays fit beside each other.
    static final int YOUNG_MEBIBYTES = 24;

    static final long RESIDENT_BYTES = 768L << 20;
    static final Duration WALL_TIME = Duration.ofMinutes(10);
    static final Duration CPU_TIME = Duration.ofMinutes(5);

    private SidecarLimits() {}
}
