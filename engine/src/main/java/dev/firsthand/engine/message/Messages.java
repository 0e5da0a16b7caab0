package dev.firsthand.engine.message;

import java.io.IOException;
import java.util.UUID;

/// Carries one message to its address. What was handed over before may be handed over again: the message keeps its id.
public interface Messages {
    /// An `IOException` says that it cannot be known, or not now: the message is tried again. It names no address.
    SendResult send(Message message) throws IOException;

    /// Takes away what of a message still lies on this machine; what has left stays where it is.
    default void takeBack(UUID message) throws IOException {}
}
