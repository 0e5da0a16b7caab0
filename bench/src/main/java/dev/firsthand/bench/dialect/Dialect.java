package dev.firsthand.bench.dialect;

import java.util.Arrays;
import java.util.Optional;

/// The ways in which servers of robot policies are spoken to.
public enum Dialect {
    OPENPI("openpi", "ws", 8000),
    ROBOARENA("roboarena", "ws", 8000),
    BEHAVIOR("behavior", "ws", 8000),
    GR00T("gr00t", "tcp", 5555),
    OPENVLA("openvla", "http", 8000);

    private final String word;
    private final String scheme;
    private final int usualPort;

    Dialect(String word, String scheme, int usualPort) {
        this.word = word;
        this.scheme = scheme;
        this.usualPort = usualPort;
    }

    public String word() {
        return word;
    }

    /// How a server of it is named.
    String example() {
        return "%s:%s://localhost:%d".formatted(word, scheme, usualPort);
    }

    boolean isSpokenOver(String scheme) {
        boolean isSecure = scheme.equals(this.scheme + "s") && this != GR00T;
        return isSecure || scheme.equals(this.scheme);
    }

    static Optional<Dialect> of(String word) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.word.equals(word))
                .findFirst();
    }
}
