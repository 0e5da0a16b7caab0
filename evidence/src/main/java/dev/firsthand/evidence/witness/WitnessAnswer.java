package dev.firsthand.evidence.witness;

import dev.firsthand.evidence.note.NoteSignature;
import java.util.List;

/// What a witness says to a checkpoint; each case has the HTTP status that the protocol gives it.
public sealed interface WitnessAnswer {
    int status();

    /// Lines that the log adds to its checkpoint.
    record Cosigned(List<NoteSignature> signatures) implements WitnessAnswer {
        public Cosigned {
            signatures = List.copyOf(signatures);
        }

        @Override
        public int status() {
            return 200;
        }
    }

    /// The body cannot be read, or says that the log shrank.
    record Malformed(String why) implements WitnessAnswer {
        @Override
        public int status() {
            return 400;
        }
    }

    /// No trusted key of the log signed, or a line claims one falsely.
    record Unsigned() implements WitnessAnswer {
        @Override
        public int status() {
            return 403;
        }
    }

    record UnknownLog() implements WitnessAnswer {
        @Override
        public int status() {
            return 404;
        }
    }

    /// The witness knows another size than the caller thought.
    record OtherSize(long known) implements WitnessAnswer {
        @Override
        public int status() {
            return 409;
        }
    }

    /// The log did not grow from what the witness saw: a fork, or a wrong proof.
    record Inconsistent(String why) implements WitnessAnswer {
        @Override
        public int status() {
            return 422;
        }
    }
}
