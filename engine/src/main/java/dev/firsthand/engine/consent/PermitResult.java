package dev.firsthand.engine.consent;

/// Whether consent stands for a purpose now.
public sealed interface PermitResult {
    record Permitted(Permit permit) implements PermitResult {}

    /// Codes: `consent-missing`, `consent-refused`, `consent-withdrawn`, `consent-expired`,
    /// `consent-outdated`, `consent-recipient-missing`.
    record Refused(String code, String message) implements PermitResult {}
}
