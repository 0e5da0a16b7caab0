package dev.firsthand.perf;

import java.nio.file.Path;

final class SlowLine {
    static final String NAME = "slow-line";
    private SlowLine() {}
    static String figure(Path work) { return "{}"; }
}
