package dev.firsthand.engine.removal;

import dev.firsthand.engine.store.Personal;

/// What a person of the desk decides about a removal, and the reason, which whoever asked reads.
public record Verdict(boolean removes, Personal<String> reason) {
    public static final int REASON_MIN = 10;
    public static final int REASON_MAX = 1_000;

    boolean hasReason() {
        int length = reason.reveal().strip().length();
        return length >= REASON_MIN && length <= REASON_MAX;
    }
}
