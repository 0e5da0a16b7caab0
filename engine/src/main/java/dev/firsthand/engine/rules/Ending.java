package dev.firsthand.engine.rules;

import dev.firsthand.engine.staff.StaffId;
import java.time.Instant;

/// Who ended what stood before, why and when.
public record Ending(StaffId by, String reason, Instant at) {}
