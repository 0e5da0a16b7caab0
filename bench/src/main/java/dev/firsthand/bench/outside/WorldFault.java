package dev.firsthand.bench.outside;

import java.io.IOException;

/// A world did not do its part. What was lived there until then has no score.
public final class WorldFault extends IOException {
    private final String told;

    WorldFault(String told) {
        super(told);
        this.told = told;
    }

    WorldFault(String told, Throwable cause) {
        super(told, cause);
        this.told = told;
    }

    String told() {
        return told;
    }
}
