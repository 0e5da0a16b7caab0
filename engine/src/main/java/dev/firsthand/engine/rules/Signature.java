package dev.firsthand.engine.rules;

import dev.firsthand.engine.staff.StaffId;
import java.time.Instant;
import java.util.Optional;

/// Somebody says with their name that what the law of a place asks was looked at, and answers for recording there, as
/// long as that is not ended.
public record Signature(Jurisdiction jurisdiction, String reason, StaffId by, Instant at, Optional<Ending> ending) {}
