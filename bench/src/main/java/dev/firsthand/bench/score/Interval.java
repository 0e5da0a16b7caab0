package dev.firsthand.bench.score;

/// A figure with the bounds that it lies between, as sure as was asked for.
public record Interval(double low, double estimate, double high) {}
