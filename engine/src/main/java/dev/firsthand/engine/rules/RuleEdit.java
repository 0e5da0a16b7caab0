package dev.firsthand.engine.rules;

import dev.firsthand.engine.staff.StaffId;
import java.time.Instant;

/// A value that somebody set for this installation, and why.
public record RuleEdit(RuleId rule, RuleValue value, String reason, StaffId by, Instant at) {}
