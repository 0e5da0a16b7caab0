package dev.firsthand.engine.job;

/// Why a step failed, or why it is tried again. Holds nothing that points at a person.
///
/// A message may quote bytes of a broken file: what is not to be shown, and what a table would not take, becomes `?`.
public record StepError(String code, String message) {
    public StepError {
        message = message.replaceAll("\\p{Cntrl}", "?");
    }
}
