package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.Personal;
import java.time.Instant;

/// A person of the desk.
public record StaffMember(StaffId id, Personal<String> name, Role role, Instant addedAt) {}
