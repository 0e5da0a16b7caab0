package dev.firsthand.engine.message;

import java.io.IOException;

/// Carries one message to its address. What was handed over before may be handed over again: the message keeps its id.
public interface Messages {
    /// An `IOException` says that it cannot be known, or not now: the message is tried again. It names no address.
    SendResult send(Message message) throws IOException;
}
