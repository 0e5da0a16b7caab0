package dev.firsthand.engine.rules;

import java.time.Instant;
import java.util.Optional;

/// A place that is nobody's home and whose owner agreed to recordings, as long as that is not ended: its code is given
/// to contributors, `reference` says for the operator where the owner's signature is.
public record PlaceRecord(
        String code, Jurisdiction jurisdiction, String reference, Instant madeAt, Optional<Ending> ending) {}
