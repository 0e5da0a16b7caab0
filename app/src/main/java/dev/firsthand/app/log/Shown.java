package dev.firsthand.app.log;

import java.util.List;

/// What the pages about the log say, in words.
public final class Shown {
    private Shown() {}

    /// Something that is known, and how it is called.
    public record Known(String name, String value) {}

    /// The log as it stands. `age` is how long ago its newest checkpoint was signed; `fault` why nothing is put into
    /// it, or empty.
    public record Standing(
            String origin,
            String address,
            List<Known> keys,
            long size,
            String age,
            long waiting,
            List<Known> ended,
            String fault,
            List<Known> types,
            List<Known> witnesses) {
        public Standing {
            keys = List.copyOf(keys);
            ended = List.copyOf(ended);
            types = List.copyOf(types);
            witnesses = List.copyOf(witnesses);
        }
    }

    /// This server's log as people compare it: its name, and the fingerprint of each key.
    public record OurLog(String origin, List<Known> fingerprints) {
        public OurLog {
            fingerprints = List.copyOf(fingerprints);
        }
    }

    /// One answer about consent: what for, yes or no, when, to which notice by its digest, and where the log
    /// holds it.
    public record Answer(String purpose, String answer, String when, String notice, String place) {}

    /// A signed statement: its place in the log, what it says, and the envelope with its signatures.
    public record Statement(String place, String payload, String envelope) {}
}
