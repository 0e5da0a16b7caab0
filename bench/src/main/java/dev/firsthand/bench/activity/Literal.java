package dev.firsthand.bench.activity;

/// One fact of a beginning. `second` is empty if the predicate is about one thing.
public record Literal(Predicate predicate, String first, String second, boolean holds) {}
