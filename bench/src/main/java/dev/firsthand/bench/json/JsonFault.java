package dev.firsthand.bench.json;

import java.io.IOException;

/// A text is not what it should be; the message has line and column, counted from one, and what was expected there.
public final class JsonFault extends IOException {
    public JsonFault(int line, int column, String expected, String found) {
        super("line %d, column %d: expected %s, found %s".formatted(line, column, expected, found));
    }
}
