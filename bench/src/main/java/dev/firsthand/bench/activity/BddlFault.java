package dev.firsthand.bench.activity;

/// Unwinds the reader to its door; nobody outside sees it.
final class BddlFault extends RuntimeException {
    final int line;
    final int column;
    final String expected;
    final String found;

    BddlFault(int line, int column, String expected, String found) {
        super("line %d, column %d: expected %s, found %s".formatted(line, column, expected, found));
        this.line = line;
        this.column = column;
        this.expected = expected;
        this.found = found;
    }

    static BddlFault at(SExpression place, String expected) {
        return new BddlFault(place.line(), place.column(), expected, place.shown());
    }
}
