package dev.firsthand.bench.activity;

/// What became of a text that should be a definition.
public sealed interface ReadResult {
    record Read(Definition definition) implements ReadResult {}

    /// Line and column count from one.
    record Malformed(int line, int column, String expected, String found) implements ReadResult {
        @Override
        public String toString() {
            return "line %d, column %d: expected %s, found %s".formatted(line, column, expected, found);
        }
    }
}
