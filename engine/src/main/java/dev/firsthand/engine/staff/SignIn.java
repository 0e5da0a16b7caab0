package dev.firsthand.engine.staff;

import java.time.Instant;
import java.util.UUID;

/// One running sign-in of a member, as shown in the list from which the member can end it.
public record SignIn(UUID id, StaffId member, Instant beganAt, Instant expiresAt) {}
