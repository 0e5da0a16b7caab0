package dev.firsthand.engine.privacy;

/// Proof that a person looked at the view and saw nothing that must not leave. Only this room makes one.
public sealed interface ClearedByPerson extends Scrubbed permits ClearedEpisode {
    @Override
    default PrivacyLevel level() {
        return PrivacyLevel.CLEARED_BY_PERSON;
    }
}
