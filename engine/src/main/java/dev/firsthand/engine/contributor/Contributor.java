package dev.firsthand.engine.contributor;

import dev.firsthand.engine.store.Personal;
import java.time.Instant;

/// A person who joined to record. `language` is a BCP 47 tag, `country` an ISO 3166 code of two letters.
public record Contributor(ContributorId id, Personal<String> language, Personal<String> country, Instant joinedAt) {}
