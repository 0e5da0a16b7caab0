package dev.firsthand.evidence.note;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/// Makes the same keys at every run.
public final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // never serialised
    private final SplittableRandom random;

    public SeededRandom(long seed) {
        super(null, null);
        random = new SplittableRandom(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
