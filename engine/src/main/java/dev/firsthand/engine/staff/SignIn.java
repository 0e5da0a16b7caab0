package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.Personal;
import java.time.Instant;
import java.util.UUID;

/// One running sign-in of a member, as shown in the list from which it can be ended. `lastUsedAt` is kept at most once
/// an hour; `browser` is a family such as Firefox, empty for a program and for sign-ins from before.
public record SignIn(UUID id, StaffId member, Instant beganAt, Instant lastUsedAt, Personal<String> browser) {}
