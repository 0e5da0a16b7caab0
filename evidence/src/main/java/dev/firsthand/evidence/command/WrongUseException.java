package dev.firsthand.evidence.command;

/// The command was called in a way that it does not have; the message says what to do instead.
public final class WrongUseException extends Exception {
    private static final long serialVersionUID = 1;

    public WrongUseException(String message) {
        super(message);
    }

    /// The message.
    public String why() {
        return String.valueOf(getMessage());
    }
}
