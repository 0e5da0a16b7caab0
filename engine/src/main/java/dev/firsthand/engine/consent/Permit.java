package dev.firsthand.engine.consent;

import dev.firsthand.engine.store.PersonId;
import java.time.Instant;
import java.util.UUID;

/// Proof that a person's consent stood for one purpose at `issuedAt`. Only this package can make one.
/// It is good for what is opened now: custody refuses one older than [#FRESH_SECONDS].
public sealed interface Permit permits StandingPermit {
    /// How long a permit opens bytes; whoever opens later asks again.
    int FRESH_SECONDS = 60;

    PersonId person();

    Purpose purpose();

    /// The id of the [Grant] that stood.
    UUID grant();

    Instant issuedAt();
}
