package dev.firsthand.engine.consent;

import dev.firsthand.engine.store.PersonId;
import java.time.Instant;
import java.util.UUID;

/// The one kind of permit; made by [Consent] alone.
record StandingPermit(PersonId person, Purpose purpose, UUID grant, Instant issuedAt) implements Permit {}
