package dev.firsthand.evidence.note;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whether a policy trusts a checkpoint.
public sealed interface PolicyVerdict {
    /// The witnesses that cosigned, by the policy's names, each with the time that it signed.
    record Accepted(Checkpoint checkpoint, SortedMap<String, Instant> witnesses) implements PolicyVerdict {
        public Accepted {
            witnesses = Collections.unmodifiableSortedMap(new TreeMap<>(witnesses));
        }
    }

    record Refused(String why) implements PolicyVerdict {}
}
