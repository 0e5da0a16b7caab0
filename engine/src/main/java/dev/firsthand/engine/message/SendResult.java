package dev.firsthand.engine.message;

/// What handing a message over led to.
public sealed interface SendResult {
    record Sent() implements SendResult {}

    /// It will never be taken: trying again does not help. The reason names nobody.
    record Refused(String reason) implements SendResult {}
}
