package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.SecretToken;
import java.time.Duration;

/// What signing in by name and password led to.
public sealed interface SignInResult {
    /// `signIn` is shown this once.
    record SignedIn(StaffMember member, SecretToken signIn) implements SignInResult {}

    /// The same for a name that nobody has and for a password that is not this name's.
    record Wrong() implements SignInResult {}

    /// Too many tries, or too many people at once: to be tried again after this time.
    record Paused(Duration left) implements SignInResult {}
}
