package dev.firsthand.engine.privacy;

/// What became of an answer to the privacy question.
public sealed interface PrivacyResult {
    record Kept() implements PrivacyResult {}

    /// The episode has no view to answer about.
    record NoView() implements PrivacyResult {}

    /// Codes: `privacy-quarantined`, `privacy-own-quarantine`, `privacy-operator-needed`, `privacy-reason-missing`,
    /// and those of a [dev.firsthand.engine.consent.PermitResult].
    record Refused(String code, String message) implements PrivacyResult {}
}
