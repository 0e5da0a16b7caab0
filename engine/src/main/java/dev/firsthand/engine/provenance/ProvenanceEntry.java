package dev.firsthand.engine.provenance;

import dev.firsthand.engine.store.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// One recorded fact, as far as it shows without anybody's key. The commitment is in hexadecimal digits.
public record ProvenanceEntry(
        UUID id,
        FactType type,
        UUID subject,
        Optional<PersonId> person,
        Instant recordedAt,
        String commitmentHex,
        OptionalLong logIndex) {}
