package dev.firsthand.engine.contributor;

import dev.firsthand.engine.store.PersonId;
import java.time.Instant;
import java.util.Optional;

/// How it is known that a contributor is of age, who saw it, and when. Nothing else is kept: no document, no
/// date of birth. Nobody under 18 can be a contributor anywhere, and no setting changes that; a rule can ask
/// for more.
public record AgeCheck(Method method, Optional<PersonId> verifier, Instant at) {
    public enum Method {
        /// The person said so on joining.
        STATED,
        /// Somebody of the desk knows the person.
        SEEN_IN_PERSON,
        /// Somebody of the desk was shown a document and kept nothing of it.
        DOCUMENT_SHOWN
    }
}
