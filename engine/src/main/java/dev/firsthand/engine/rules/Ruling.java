package dev.firsthand.engine.rules;

/// Whether something may be done, and the rules that were asked.
public sealed interface Ruling {
    RulesUsed used();

    record Permitted(RulesUsed used) implements Ruling {}

    /// Codes: `rules-not-signed`, `rules-storage-abroad`, `rules-transfer-ground-missing`,
    /// `rules-transfer-consent-missing`, `rules-biometric-sale`, `rules-people-exported`.
    record Refused(String code, String message, RulesUsed used) implements Ruling {}
}
