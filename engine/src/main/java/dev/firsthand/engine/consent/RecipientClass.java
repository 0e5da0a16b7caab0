package dev.firsthand.engine.consent;

/// Kinds of others who may come to hold recordings. A notice says which; one more is a change that matters.
public enum RecipientClass {
    NAMED_BUYERS,
    RESEARCHERS,
    /// Who works on the recordings for the controller, by contract.
    PROCESSORS,
    AUTHORITIES;

    boolean reaches(Purpose purpose) {
        return switch (this) {
            case NAMED_BUYERS -> purpose == Purpose.SELL_TO_NAMED_BUYERS || purpose == Purpose.BIOMETRIC_TEMPLATE;
            case RESEARCHERS -> purpose == Purpose.ACADEMIC_RELEASE;
            case PROCESSORS, AUTHORITIES -> true;
        };
    }
}
