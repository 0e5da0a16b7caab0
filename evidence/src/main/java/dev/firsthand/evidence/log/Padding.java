package dev.firsthand.evidence.log;

import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;

/// Fills batches up, so that the growth of the log does not show what one person did.
public interface Padding {
    /// Batches end at a multiple of this size of the log.
    int MULTIPLE = 16;

    /// An entry for this index that looks like those of facts and stands for none.
    Submission at(long index);

    /// Commitments to nothing, under one of these types at random. Nobody can ever open them.
    static Padding random(List<String> types, SecureRandom random) {
        return index -> {
            var commitment = new byte[LogEntry.COMMITMENT_BYTES];
            var id = new byte[16];
            random.nextBytes(commitment);
            random.nextBytes(id);
            String type = types.get(random.nextInt(types.size()));
            return new Submission(
                    new FactId(UUID.nameUUIDFromBytes(id)),
                    LogEntry.of(type, commitment).bytes());
        };
    }

    /// Commitments to seeds that whoever has the key can derive again, to show an auditor that an entry is padding.
    static Padding keyed(List<String> types, PaddingKey key) {
        return index -> new Submission(
                key.fact(index),
                LogEntry.of(key.choice(index, types), PaddingKey.commitment(key.seed(index)))
                        .bytes());
    }
}
