package dev.firsthand.evidence.proof;

import java.io.IOException;

/// A proof or a bundle is broken; the message says how, `part` where.
public final class ProofFormatException extends IOException {
    private final String part;
    private final String why;

    ProofFormatException(String part, String why) {
        super("%s: %s".formatted(part, why));
        this.part = part;
        this.why = why;
    }

    public String part() {
        return part;
    }

    public String why() {
        return why;
    }
}
