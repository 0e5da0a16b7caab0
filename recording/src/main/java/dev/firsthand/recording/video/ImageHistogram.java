package dev.firsthand.recording.video;

/// How many pixels of each value the looked-at frames hold: `counts[channel][value]`, channels red, green, blue.
@SuppressWarnings("ArrayRecordComponent") // a table of numbers
public record ImageHistogram(long[][] counts, int frames) {}
