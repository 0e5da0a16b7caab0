package dev.firsthand.engine.store;

import java.util.Optional;

/// Keeps one key per person. What was destroyed is gone for good, and all that was sealed under it with it.
///
/// A disk that fails shows as `UncheckedIOException`: keys are asked for in the middle of transactions.
public interface Vault {
    /// Makes a person's key; it is durable when this returns. A person has one key, once.
    void create(PersonId person);

    /// The person's key, or empty when there is none or none any more.
    Optional<PersonKey> key(PersonId person);

    /// Destroys the person's key; does nothing when it is gone already.
    void destroy(PersonId person);

    /// A secret of this installation for one purpose, the same each time.
    byte[] secret(String purpose);

    /// The key under which columns are searched, the same for all people.
    LookupKey lookupKey();
}
