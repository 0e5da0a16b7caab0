package dev.firsthand.evidence.log;

import java.util.Arrays;

/// An entry that is to be logged once for its fact.
public final class Submission {
    /// What a bundle can hold of one entry.
    public static final int ENTRY_BYTES_MAX = 65_535;

    private final FactId fact;
    private final byte[] entry;

    public Submission(FactId fact, byte[] entry) {
        if (entry.length > ENTRY_BYTES_MAX) {
            throw new IllegalArgumentException("an entry of %d bytes, at most %d: log a commitment, not a document"
                    .formatted(entry.length, ENTRY_BYTES_MAX));
        }
        this.fact = fact;
        this.entry = entry.clone();
    }

    public FactId fact() {
        return fact;
    }

    public byte[] entry() {
        return entry.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Submission submission
                && fact.equals(submission.fact)
                && Arrays.equals(entry, submission.entry);
    }

    @Override
    public int hashCode() {
        return fact.hashCode();
    }

    @Override
    public String toString() {
        return "submission of " + fact.value();
    }
}
