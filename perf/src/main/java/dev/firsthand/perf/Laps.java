package dev.firsthand.perf;

import java.util.LinkedHashMap;
import java.util.Map;

/// A stop watch with laps.
final class Laps {
    private final long began = System.nanoTime();
    private final Map<String, Double> parts = new LinkedHashMap<>();
    private long last = began;

    void end(String lap) {
        long now = System.nanoTime();
        parts.put(lap, Figure.rounded((now - last) / 1e9));
        last = now;
    }

    /// Up to the end of the last lap.
    double seconds() {
        return (last - began) / 1e9;
    }

    Map<String, Double> parts() {
        return parts;
    }
}
