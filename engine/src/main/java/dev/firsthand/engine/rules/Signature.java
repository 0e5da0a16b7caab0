package dev.firsthand.engine.rules;

import dev.firsthand.engine.staff.StaffId;
import java.time.Instant;

/// Somebody says with their name that what the law of a place asks was looked at, and answers for recording there.
public record Signature(Jurisdiction jurisdiction, String reason, StaffId by, Instant at) {}
